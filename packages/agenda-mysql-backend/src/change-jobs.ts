import type { RemoveJobsOptions } from 'agenda';
import type { Executor } from './database.js';
import { selectionCondition } from './job-filter.js';

const BATCH = 512;

export function removeSelected(on: Executor, table: string, options: RemoveJobsOptions): Promise<number> {
  return changeSelected(
    on,
    table,
    options,
    (marks) => `DELETE j FROM ${table} AS j FORCE INDEX (PRIMARY) WHERE j.row_no IN (${marks})`,
  );
}

export function setDisabled(
  on: Executor,
  table: string,
  options: RemoveJobsOptions,
  disabled: boolean,
): Promise<number> {
  return changeSelected(
    on,
    table,
    options,
    (marks) =>
      `UPDATE ${table} FORCE INDEX (PRIMARY) SET disabled = ${disabled ? 1 : 0}, version = version + 1 WHERE row_no IN (${marks})`,
  );
}

/**
 * Finds the rows without locking and changes them by primary key, in its order and in batches: a condition on
 * data would lock every row it looks at and meet claims in another order. The index is forced because a small table
 * is otherwise read whole, and waits for every lock in it.
 */
async function changeSelected(
  on: Executor,
  table: string,
  options: RemoveJobsOptions,
  statement: (marks: string) => string,
): Promise<number> {
  const condition = selectionCondition(options);
  if (!condition) {
    return 0;
  }
  let changed = 0;
  for (let after = 0; ; ) {
    const rows = await on.select<{ row_no: number }>(
      `SELECT j.row_no FROM ${table} AS j WHERE (${condition.sql}) AND j.row_no > ?
       ORDER BY j.row_no LIMIT ${BATCH}`,
      [...condition.values, after],
    );
    const last = rows.at(-1);
    if (!last) {
      return changed;
    }
    const numbers = padded(rows.map((row) => Number(row.row_no)));
    const { affectedRows } = await on.change(statement(numbers.map(() => '?').join(', ')), numbers);
    changed += affectedRows;
    after = Number(last.row_no);
  }
}

/** Filled up to a power of two, so that few statements need to be prepared. */
function padded(numbers: number[]): number[] {
  const size = 2 ** Math.ceil(Math.log2(numbers.length));
  return Array.from({ length: size }, (_, index) => numbers[Math.min(index, numbers.length - 1)] as number);
}
