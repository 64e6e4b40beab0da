import type { EntityManager } from 'typeorm';
import { ALL, type Attempt, type Found, type KeysetList, type PageRow } from './attempt.js';
import { mergedIds, orderBy, type Reading } from './branch.js';
import type { Page } from './page-args.js';
import { readPlaces } from './read-places.js';
import { readSorted } from './read-sorted.js';
import { readStretches } from './read-stretches.js';

export interface Listed<T> {
  rows: { key: string; node: T }[];
  order: string;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/**
 * One page of a list. The ids are taken in a derived table first, from the index alone; the rows are looked up for those
 * few. Each branch stops by itself after a page, and the pages of several branches are merged.
 */
export async function listByKeyset<T>(
  db: EntityManager,
  list: KeysetList,
  page: Page,
  toNode: (row: Record<string, unknown>) => T,
): Promise<Listed<T>> {
  const reading: Reading = {
    descending: (list.direction === 'DESC') !== page.backward,
    wanted: page.size + 1,
    from: page.cursor,
  };
  const found: PageRow[] = [];
  for (const attempt of list.attempts) {
    const { rows, until } = await tryAttempt(db, list, attempt, {
      ...reading,
      wanted: reading.wanted - found.length,
    });
    found.push(...rows);
    if (!until) break;
    reading.from = until;
  }
  const rows = found.slice(0, page.size).map(({ page_key: key, ...row }) => ({ key, node: toNode(row) }));
  const more = found.length > page.size;
  if (page.backward) rows.reverse();
  return {
    rows,
    order: list.order,
    hasNextPage: page.backward ? page.cursor !== null : more,
    hasPreviousPage: page.backward ? more : page.cursor !== null,
  };
}

async function tryAttempt(
  db: EntityManager,
  list: KeysetList,
  { branches, residual, scan, expected, places }: Attempt,
  reading: Reading,
): Promise<Found> {
  if (branches.length === 0) return { rows: [], until: null };
  if (residual) return { rows: await readSorted(db, list, branches, residual, scan, reading), until: null };
  if (places && expected)
    return readPlaces(db, list, branches, { ...places, most: scan ?? ALL, rows: expected.rows }, reading);
  if (scan !== null) return readStretches(db, list, branches, { expected, most: scan }, reading);
  const params: unknown[] = [];
  const rows = await db.query<PageRow[]>(
    `SELECT CAST(p.page_key AS CHAR) AS page_key, ${list.columns}
       FROM ${mergedIds(branches, reading.wanted, reading, params)} p ${list.join} ${orderBy('p.page_key', 'p.id', reading)}`,
    params,
  );
  return { rows, until: null };
}
