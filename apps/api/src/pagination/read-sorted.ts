import type { EntityManager } from 'typeorm';
import { ALL, type KeysetList, type PageRow, type Residual } from './attempt.js';
import { type Branch, mergedIds, orderBy, type Reading } from './branch.js';
import type { Cursor } from './cursor.js';

/** How many times as many rows are sorted out when the first ones do not fill the page. */
const GROWTH = 8;

/** All rows are read, but only the first are kept and sorted; when the conditions leave too few of them, the next, and more. */
export async function readSorted(
  db: EntityManager,
  list: KeysetList,
  branches: readonly Branch[],
  residual: Residual,
  scan: number | null,
  { from, ...reading }: Reading,
): Promise<PageRow[]> {
  const rows: PageRow[] = [];
  for (let size = scan ?? ALL, next = from; ; size *= GROWTH) {
    const sorted = await sortOut(db, branches, size, { ...reading, from: next });
    const keys = new Map(sorted.map(({ id, key }) => [id, key]));
    const before = rows.length;
    let held = 0;
    for (let left = [...keys]; left.length > 0 && rows.length < reading.wanted; ) {
      const wanted = reading.wanted - rows.length;
      const passing = held === 0 ? (residual.passing ?? 1) : (rows.length - before) / held;
      const some = left.splice(0, Math.ceil(Math.max(wanted / Math.max(passing, 1 / GROWTH), LEAST_HELD)));
      held += some.length;
      const cursors = some.map(([id, key]) => ({ id, key }));
      rows.push(...(await heldAgainst(db, list, residual, cursors)).slice(0, wanted));
    }
    next = sorted.at(-1) ?? null;
    if (rows.length === reading.wanted || sorted.length < size) return rows;
  }
}

/** The first rows, in order. */
async function sortOut(
  db: EntityManager,
  branches: readonly Branch[],
  size: number,
  reading: Reading,
): Promise<Cursor[]> {
  const params: unknown[] = [];
  const ids = mergedIds(branches, size, reading, params);
  return db.query<Cursor[]>(
    `SELECT CAST(m.page_key AS CHAR) AS \`key\`, m.id FROM ${ids} m ${orderBy('m.page_key', 'm.id', reading)}`,
    params,
  );
}

/** Fewer rows than these are not worth a question of their own. */
const LEAST_HELD = 25;

/** Those of the rows that meet the conditions, in the order in which they come. */
export async function heldAgainst(
  db: EntityManager,
  { columns, join }: Pick<KeysetList, 'columns' | 'join'>,
  { table, where, params }: Residual,
  keys: readonly Cursor[],
): Promise<PageRow[]> {
  const nodes = await db.query<Record<string, unknown>[]>(
    `SELECT p.id AS page_id, ${columns} FROM ${table} p FORCE INDEX (PRIMARY) ${join} WHERE p.id IN (?) AND ${where || 'TRUE'}`,
    [keys.map(({ id }) => id), ...params],
  );
  const byId = new Map(nodes.map(({ page_id, ...node }) => [page_id, node]));
  return keys.flatMap(({ id, key }) => {
    const node = byId.get(id);
    return node ? [{ ...node, page_key: key }] : [];
  });
}
