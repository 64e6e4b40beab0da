import type { EntityManager } from 'typeorm';
import { ALL, type Attempt, type Residual } from './attempt.js';
import { once } from './branch.js';

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
