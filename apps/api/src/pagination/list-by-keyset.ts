import type { EntityManager } from 'typeorm';
import type { Cursor } from './cursor.js';
import type { Page } from './page-args.js';

export type Direction = 'ASC' | 'DESC';

/** Rows that lie in the list's order in one index. */
export interface Branch {
  /** Tables, first the one with the index that holds the order. */
  from: string;
  where: string;
  params: unknown[];
  /** The column sorted by and the node's id, as this branch knows them. */
  key: string;
  id: string;
  /** The key is unique by itself: its index does not count as one of key and id. */
  unique?: boolean;
  /** The same without the conditions that its index cannot answer. */
  unfiltered?: Pick<Branch, 'from' | 'where' | 'params'>;
}

/** Conditions on `m.id`, looked at after sorting. */
export interface Residual {
  /** The branches leave so few rows that they are gathered first: a server may begin with the dearest of all conditions. */
  apart?: boolean;
  join: string;
  where: string;
  params: unknown[];
}

/** One way to find a page. */
export interface Attempt {
  /** Together all rows. */
  branches: Branch[];
  /**
   * Left out, each branch is read in the order of its index until the page is full. Given, its rows are sorted first and
   * then held against these conditions, and one that comes twice counts once.
   */
  residual?: Residual;
  /** How many rows to look at before giving up in favour of the next attempt; null for the last one, which looks at all. */
  scan: number | null;
}

export interface KeysetList {
  /** Names the order in cursors, e.g. `NAME ASC`. */
  order: string;
  direction: Direction;
  /** Tried one after the other until one gives a full page. */
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
  let found: PageRow[] = [];
  for (const attempt of list.attempts) {
    const { rows, all } = await tryAttempt(db, list, attempt, page);
    found = rows;
    if (all || found.length > page.size) break;
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
const ALL = '18446744073709551615';

type PageRow = Record<string, unknown> & { page_key: string };

async function tryAttempt(
  db: EntityManager,
  list: KeysetList,
  attempt: Attempt,
  page: Page,
): Promise<{ rows: PageRow[]; all: boolean }> {
  if (attempt.branches.length === 0) return { rows: [], all: false };
  const reading: Reading = {
    descending: (list.direction === 'DESC') !== page.backward,
    wanted: page.size + 1,
    from: page.cursor,
    until: null,
  };
  if (!attempt.residual && attempt.scan !== null)
    reading.until = await rowAt(db, attempt.branches, reading, attempt.scan);
  const params: unknown[] = [];
  const ids = attempt.residual
    ? sortedIds(attempt.branches, attempt.residual, attempt.scan, reading, params)
    : mergedIds(attempt.branches, reading.wanted, reading, params);
  const rows = await db.query<PageRow[]>(
    `SELECT CAST(p.page_key AS CHAR) AS page_key, ${list.columns} FROM ${ids} p ${list.join} ${orderBy('p.page_key', 'p.id', reading)}`,
    params,
  );
  // Whoever came to the end before giving up has seen everything: what is not there is nowhere.
  return { rows, all: !attempt.residual && reading.until === null };
}

interface Reading {
  descending: boolean;
  wanted: number;
  from: Cursor | null;
  until: Cursor | null;
}

/** The first rows of all branches together, each branch read no further than that. */
function mergedIds(branches: readonly Branch[], limit: number, reading: Reading, params: unknown[]): string {
  const parts = branches.map(
    (branch) =>
      `(${select(branch, reading, params)} ${orderBy(branch.key, branch.unique ? null : branch.id, reading)} LIMIT ${limit})`,
  );
  if (parts.length === 1) return parts[0] as string;
  return `(SELECT page_key, id FROM (${parts.join(' UNION ALL ')}) u ${orderBy('page_key', 'id', reading)} LIMIT ${limit})`;
}

function sortedIds(
  branches: readonly Branch[],
  { join, where, params: conditions, apart }: Residual,
  scan: number | null,
  reading: Reading,
  params: unknown[],
): string {
  const rows =
    scan === null
      ? `(${branches.map((branch) => `(${select(branch, reading, params)}${apart ? ` LIMIT ${ALL}` : ''})`).join(' UNION ALL ')})`
      : mergedIds(branches, scan, reading, params);
  params.push(...conditions);
  return `(SELECT DISTINCT m.page_key, m.id FROM ${rows} m ${join}
    WHERE ${where} ${orderBy('m.page_key', 'm.id', reading)} LIMIT ${reading.wanted})`;
}

/** Where about so many rows have been passed in all; null when there are not so many. */
async function rowAt(
  db: EntityManager,
  branches: readonly Branch[],
  reading: Reading,
  scan: number,
): Promise<Cursor | null> {
  const params: unknown[] = [];
  // The branch with most rows comes there first: of several, all together pass about half of twice as many.
  const offset = branches.length === 1 ? scan : Math.ceil((scan * 2) / branches.length);
  const parts = branches.map(({ unfiltered, ...branch }) => {
    const plain = unfiltered ? { ...branch, ...unfiltered } : branch;
    return `(${select(plain, reading, params)} ${orderBy(branch.key, branch.unique ? null : branch.id, reading)} LIMIT 1 OFFSET ${offset})`;
  });
  const [row] = await db.query<Cursor[]>(
    `SELECT CAST(u.page_key AS CHAR) AS \`key\`, u.id FROM (${parts.join(' UNION ALL ')}) u ${orderBy('u.page_key', 'u.id', reading)} LIMIT 1`,
    params,
  );
  return row ?? null;
}

function select(
  branch: Omit<Branch, 'unfiltered'>,
  { from, until, descending }: Reading,
  params: unknown[],
): string {
  params.push(...branch.params);
  const { key, id } = branch;
  const [than, before] = descending ? ['<', '>'] : ['>', '<'];
  // The first condition of each gives the index its range; of `a > ? OR (a = ? AND b > ?)` alone some servers make none.
  const range = [
    from ? ` AND ${key} ${than}= ? AND (${key} ${than} ? OR ${id} ${than} ?)` : '',
    until ? ` AND ${key} ${before}= ? AND (${key} ${before} ? OR ${id} ${before} ?)` : '',
  ];
  for (const bound of [from, until]) if (bound) params.push(bound.key, bound.key, bound.id);
  return `SELECT ${key} AS page_key, ${id} AS id FROM ${branch.from} WHERE ${branch.where}${range.join('')}`;
}

function orderBy(key: string, id: string | null, { descending }: Reading): string {
  const direction = descending ? 'DESC' : 'ASC';
  return `ORDER BY ${key} ${direction}${id ? `, ${id} ${direction}` : ''}`;
}

function rowsOf(residual: Residual | undefined, limit: number): string {
  if (!residual) return ` LIMIT ${limit}`;
  return residual.apart ? ` LIMIT ${ALL}` : '';
}

/** How many rows the branches hold together, counted no further than `limit`. */
export async function countUpTo(
  db: EntityManager,
  { branches, residual }: Pick<Attempt, 'branches' | 'residual'>,
  limit: number,
): Promise<number> {
  if (branches.length === 0) return 0;
  const params = branches.flatMap((branch) => branch.params);
  const parts = branches.map(
    (branch) =>
      `(SELECT ${branch.id} AS id FROM ${branch.from} WHERE ${branch.where}${rowsOf(residual, limit)})`,
  );
  let ids = parts.length === 1 ? (parts[0] as string) : `(${parts.join(' UNION ALL ')})`;
  if (residual) {
    params.push(...residual.params);
    ids = `(SELECT DISTINCT m.id FROM ${ids} m ${residual.join} WHERE ${residual.where} LIMIT ${limit})`;
  }
  const [row] = await db.query<[{ found: number }]>(`SELECT COUNT(*) AS found FROM ${ids} counted`, params);
  return Math.min(Number(row.found), limit);
}
