import type { RequestContext } from '../../context.js';
import { STORED_STATUSES } from '../client-status.js';
import { termsBegin } from './client-branches.js';
import { type ClientCriteria, storedStatuses } from './client-filter.js';
import { type ClientOrder, leadsToRead } from './client-order.js';

/** About how many clients each condition of a list leaves, by the depth of the indexes; good to a factor of two or three. */
export interface Estimates {
  /** Whatever the words are. */
  all: number;
  /** Of all, the part of each status, in the order in which the statuses are stored. */
  shares: number[];
  /** Of all, by word; without those whom the order of names shows by itself. */
  words: Map<string, number>;
}

const KNOWN = 1_000;

/** One EXPLAIN, which reads no rows: counting the matches of a common word would take longer than showing its page. */
export async function estimateMatches(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
): Promise<Estimates> {
  const { organizationId, words, programId, statuses } = criteria;
  const stored = statuses ? storedStatuses(statuses) : STORED_STATUSES;
  const ofStatus = (name: string) =>
    programId
      ? `enrolments ${name} FORCE INDEX (ix_enrolments_created) WHERE program_id = ? AND status = ?`
      : `clients ${name} FORCE INDEX (ix_clients_status_created) WHERE organization_id = ? AND status = ?`;
  const found = words.map((word, index) =>
    termsBegin(`w${index}`, criteria, word, leadsToRead(words, order)),
  );
  const plan = await ctx.db.query<{ table: string | null; rows: number | string | null }[]>(
    `EXPLAIN FORMAT=TRADITIONAL ${[
      ...stored.map((_, index) => `SELECT 1 FROM ${ofStatus(`s${index}`)}`),
      ...found.map(
        ({ sql }, index) => `SELECT 1 FROM client_search_terms w${index} FORCE INDEX (PRIMARY) WHERE ${sql}`,
      ),
    ].join(' UNION ALL ')}`,
    [
      ...stored.flatMap((status) => [programId ?? organizationId, status]),
      ...found.flatMap(({ params }) => params),
    ],
  );
  // InnoDB knows a short range, and takes twice what it reckons for a long one.
  const rowsOf = (name: string) => {
    const rows = Number(plan.find(({ table }) => table === name)?.rows ?? 0);
    return rows > KNOWN ? Math.max(KNOWN, rows / 2) : rows;
  };
  const counts = stored.map((_, index) => rowsOf(`s${index}`));
  const all = Math.max(
    counts.reduce((sum, count) => sum + count, 0),
    1,
  );
  return {
    all,
    shares: counts.map((count) => count / all),
    words: new Map(words.map((word, index) => [word, rowsOf(`w${index}`)])),
  };
}
