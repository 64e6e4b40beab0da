import type { Cursor } from './cursor.js';

/** Rows that lie in the list's order in one index. */
export interface Branch {
  /** Tables, first the one with the index that holds the order. */
  from: string;
  where: string;
  params: unknown[];
  /** The column sorted by and the node's id, as this branch knows them. */
  key: string;
  id: string;
  /** A node may come several times, one after the other, and from another branch too. */
  repeats?: boolean;
  /** The key is unique by itself: its index does not count as one of key and id. */
  unique?: boolean;
  /** About which part of all rows are in this branch, and of those that are found; all when left out. */
  share?: { rows: number; found: number };
  /** Conditions that its index cannot answer, and the tables they need. */
  match?: Match;
}

export interface Match {
  join: string;
  sql: string;
  params: unknown[];
}

export interface Reading {
  descending: boolean;
  wanted: number;
  from: Cursor | null;
}

/** The first rows of all branches together, each branch read no further than that. */
export function mergedIds(
  branches: readonly Branch[],
  limit: number,
  reading: Reading,
  params: unknown[],
): string {
  const parts = branches.map((branch) => inOrder(select(branch, reading, params), branch, limit, reading));
  if (parts.length === 1) return parts[0] as string;
  const each = branches.some(({ repeats }) => repeats) ? 'GROUP BY page_key, id' : '';
  return `(SELECT page_key, id FROM (${parts.join(' UNION ALL ')}) u ${each} ${orderBy('page_key', 'id', reading)} LIMIT ${limit})`;
}

export function inOrder(rows: string, { key, id, unique }: Branch, limit: number, reading: Reading): string {
  return `(${rows} ${orderBy(key, unique ? null : id, reading)} LIMIT ${limit})`;
}

function select(branch: Branch, reading: Reading, params: unknown[]): string {
  const { key, id, from, match } = branch;
  const range = rangeOf(branch, reading, params);
  params.push(...(match?.params ?? []));
  return `SELECT ${key} AS page_key, ${id} AS id FROM ${from} ${match?.join ?? ''} WHERE ${range}${match ? ` AND ${match.sql}` : ''}${once(branch)}`;
}

/** SQL: each node once, which takes no sorting where the index holds the order. */
export function once({ repeats, key, id }: Branch): string {
  return repeats ? ` GROUP BY ${key}, ${id}` : '';
}

/**
 * The same, but one in so many rows comes whether or not it matches, so that a limit ends the reading also where nothing is
 * found. Which ones is as good as random, and always the same.
 */
export function sampled(
  branch: Branch,
  index: number,
  every: number,
  reading: Reading,
  params: unknown[],
): string {
  const { key, id, from, repeats } = branch;
  const match = branch.match ?? { join: '', sql: 'TRUE', params: [] };
  params.push(...match.params);
  const range = rangeOf(branch, reading, params);
  params.push(...match.params);
  return `SELECT ${key} AS page_key, ${id} AS id, ${index} AS page_branch, ${repeats ? `MAX(${match.sql})` : match.sql} AS page_found
    FROM ${from} ${match.join} WHERE ${range} AND (CRC32(${id}) % ${every} = 0 OR ${match.sql})${once(branch)}`;
}

function rangeOf(
  { where, params: given, key, id }: Branch,
  { from, descending }: Reading,
  params: unknown[],
): string {
  params.push(...given);
  if (!from) return where;
  params.push(from.key, from.key, from.id);
  const than = descending ? '<' : '>';
  // The first condition gives the index its range; of `a > ? OR (a = ? AND b > ?)` alone some servers make none.
  return `${where} AND ${key} ${than}= ? AND (${key} ${than} ? OR ${id} ${than} ?)`;
}

export function orderBy(key: string, id: string | null, { descending }: Pick<Reading, 'descending'>): string {
  const direction = descending ? 'DESC' : 'ASC';
  return `ORDER BY ${key} ${direction}${id ? `, ${id} ${direction}` : ''}`;
}
