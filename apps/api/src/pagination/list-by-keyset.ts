import type { EntityManager } from 'typeorm';
import { type Branch, mergedIds, once, orderBy, type Reading } from './branch.js';
import type { Cursor } from './cursor.js';
import type { Page } from './page-args.js';
import { readPlaces } from './read-places.js';
import { readStretches } from './read-stretches.js';

export type Direction = 'ASC' | 'DESC';

/** Conditions on the node's row `p`, looked at after sorting. */
export interface Residual {
  table: string;
  /** The branches leave so few rows that they are gathered before they are counted: a server may begin with the dearest of all conditions. */
  apart?: boolean;
  /** About which part of the rows meets them; all when left out. */
  passing?: number;
  /** Empty when there are none. */
  where: string;
  params: unknown[];
}

/** One way to find a page. */
export interface Attempt {
  /** Together all rows. */
  branches: Branch[];
  /**
   * Left out, each branch is read in the order of its index until the page is full. Given, the first rows are sorted out and
   * then held against these conditions, and one that comes twice counts once.
   */
  residual?: Residual;
  /**
   * With a residual: how many rows are sorted out at first. Without: the order is followed while the page seems to be full
   * within so many rows more, and given up otherwise. Null for all of them.
   */
  scan: number | null;
  /** If the order is not followed at any price: after how many rows the page is expected to be full, and whether it is everywhere. */
  expected?: { rows: number; even: boolean };
  /**
   * The branches are put together by what they are sorted by, each read as far as it is needed. The nodes are in this table;
   * the order may not tell capital letters from small ones. `oneByOne`: one branch probably ends before the next begins.
   */
  places?: { table: string; caseless: boolean; oneByOne: boolean };
}

export interface KeysetList {
  /** Names the order in cursors, e.g. `NAME ASC`. */
  order: string;
  direction: Direction;
  /** Each goes on where the one before it was given up, until the page is full. Only the last need not be given up. */
  attempts: Attempt[];
  /** What makes a node of an id: columns and a join to `p`, the page's ids. */
  columns: string;
  join: string;
}

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

/** A limit that limits nothing keeps a derived table from being merged into the query around it. */
const ALL = Number.MAX_SAFE_INTEGER;

export type PageRow = Record<string, unknown> & { page_key: string };

export interface Found {
  rows: PageRow[];
  /** Up to where they are all; null when nothing is missing. */
  until: Cursor | null;
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

/** How many times as many rows are sorted out when the first ones do not fill the page. */
const GROWTH = 8;

/** All rows are read, but only the first are kept and sorted; when the conditions leave too few of them, the next, and more. */
async function readSorted(
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

function rowsOf(residual: Residual | undefined, limit: number): string {
  if (!residual) return ` LIMIT ${limit}`;
  return residual.apart ? ` LIMIT ${ALL}` : '';
}

/** SQL: a table `id` of the rows that the branches hold together; no more than `limit` of each branch, or of what a residual leaves. */
export function idsUpTo(
  { branches, residual }: Pick<Attempt, 'branches' | 'residual'>,
  limit: number,
): { sql: string; params: unknown[] } {
  const params = branches.flatMap(({ params, match }) => [...params, ...(match?.params ?? [])]);
  const parts = branches.map((branch) => {
    const { id, from, where, match } = branch;
    return `(SELECT ${id} AS id FROM ${from} ${match?.join ?? ''} WHERE ${where}${match ? ` AND ${match.sql}` : ''}${once(branch)}${rowsOf(residual, limit)})`;
  });
  // A node that several branches hold counts once.
  const union = branches.some(({ repeats }) => repeats) && !residual ? ' UNION ' : ' UNION ALL ';
  const ids = parts.length === 1 ? (parts[0] as string) : `(${parts.join(union)})`;
  if (!residual) return { sql: ids, params };
  const held = residual.where
    ? `STRAIGHT_JOIN ${residual.table} p ON p.id = m.id WHERE ${residual.where}`
    : '';
  return {
    sql: `(SELECT DISTINCT m.id FROM ${ids} m ${held} LIMIT ${limit})`,
    params: [...params, ...residual.params],
  };
}

/** How many rows the branches hold together, counted no further than `limit`. */
export async function countUpTo(
  db: EntityManager,
  attempt: Pick<Attempt, 'branches' | 'residual'>,
  limit: number,
): Promise<number> {
  if (attempt.branches.length === 0) return 0;
  const { sql, params } = idsUpTo(attempt, limit);
  const [row] = await db.query<[{ found: number }]>(`SELECT COUNT(*) AS found FROM ${sql} counted`, params);
  return Math.min(Number(row.found), limit);
}
