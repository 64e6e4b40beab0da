import type { Clock } from './clock.js';
import type { Executor } from './database.js';
import { JOB_COLUMNS, type JobRow } from './job-row.js';

export interface SaveContext {
  on: Executor;
  table: string;
  clock: Clock;
  lastModifiedBy: string | undefined;
}

export async function readById(context: SaveContext, id: string): Promise<JobRow | undefined> {
  const [row] = await context.on.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM ${context.table} AS j WHERE j.id = ?`,
    [id],
  );
  return row;
}

export function dueAt(context: SaveContext, nextRunAt: Date | null | undefined): Date | null {
  const date = asDate(nextRunAt);
  return date && context.clock.dueToDatabase(date);
}

export function asDate(date: Date): Date;
export function asDate(date: Date | null | undefined): Date | null;
export function asDate(date: Date | null | undefined): Date | null {
  return date ? new Date(date) : null;
}
