import type { EntityManager } from 'typeorm';
import type { Attempt, Found, KeysetList, PageRow } from './attempt.js';
import { type Branch, inOrder, orderBy, type Reading, sampled } from './branch.js';

type SampledRow = PageRow & { page_id: string; page_branch: number; page_found: number };

/** Along the order, for as long as the page seems to be full within `most` rows more. */
export async function readStretches(
  db: EntityManager,
  list: KeysetList,
  branches: readonly Branch[],
  { most, expected = { rows: most, even: false } }: { most: number; expected?: Attempt['expected'] },
  reading: Reading,
): Promise<Found> {
  const rows: PageRow[] = [];
  let stretch = Math.min(expected.rows, most / (expected.even ? 2 : CAUTION));
  const first = Math.ceil((reading.wanted * stretch) / expected.rows);
  for (let { from } = reading, passed = 0, probing = true; ; ) {
    const wanted = reading.wanted - rows.length;
    const awaited = probing ? Math.min(first, wanted) : wanted;
    const params: unknown[] = [];
    const limits = branches.map(({ share }) =>
      share ? atMost(awaited * share.found + SAMPLES * share.rows) : awaited + SAMPLES,
    );
    const every = Math.ceil(stretch / SAMPLES);
    const parts = branches.map((branch, index) =>
      inOrder(
        sampled(branch, index, every, { ...reading, from }, params),
        branch,
        limits[index] ?? 0,
        reading,
      ),
    );
    const read = await db.query<SampledRow[]>(
      `SELECT CAST(p.page_key AS CHAR) AS page_key, p.id AS page_id, p.page_branch, p.page_found, ${list.columns}
         FROM (${parts.join(' UNION ALL ')}) p ${list.join} ${orderBy('p.page_key', 'p.id', reading)}`,
      params,
    );
    const end = knownUpTo(read, limits);
    const all = end === null ? read : read.slice(0, end);
    const found = all
      .filter((row) => row.page_found)
      .filter((row, index, rows) => row.page_id !== rows[index - 1]?.page_id)
      .slice(0, wanted);
    rows.push(...found.map(({ page_id, page_branch, page_found, ...row }) => row as PageRow));
    const last = all.at(-1);
    if (!last || end === null || found.length === wanted) return { rows, until: null };
    from = { key: last.page_key, id: last.page_id };
    passed += Math.max(all.length, all.filter((row) => !row.page_found).length * every);
    const left = (passed * (reading.wanted - rows.length)) / Math.max(rows.length, 1);
    // Where it is spread unevenly, more may lie just beyond.
    probing = left > most;
    if (probing && passed >= most / PERSISTENCE) return { rows, until: from };
    // Where a block of them has ended, what it let expect would be looked for in ever so many small steps.
    stretch = probing ? most / PERSISTENCE - passed : Math.max(left, passed);
  }
}

/** What is this many on the average is seldom more than that. */
export function atMost(average: number): number {
  return Math.ceil(average + 1.5 * Math.sqrt(average)) + 1;
}

/** How many of the rows are certain: what comes after the last row of a branch is not known. Null if each was read to its end. */
function knownUpTo(read: readonly SampledRow[], limits: readonly number[]): number | null {
  const ends = limits.flatMap((limit, index) => {
    const ofBranch = read.filter(({ page_branch }) => Number(page_branch) === index);
    return ofBranch.length < limit ? [] : [read.lastIndexOf(ofBranch.at(-1) as SampledRow)];
  });
  if (ends.length === 0) return null;
  // Not between two rows of the same node, of which one is found and the other is not.
  const last = read[Math.min(...ends)];
  return read.findLastIndex(({ page_id }) => page_id === last?.page_id) + 1;
}

/** How many rows of a stretch show where it ends, found or not. */
export const SAMPLES = 20;
/** Where it may be spread unevenly, not more than a part of what may be looked at is looked at without having seen any of it. */
const CAUTION = 5;
/** An order that shows too little is given up after this part of what may be looked at. */
const PERSISTENCE = 2;
