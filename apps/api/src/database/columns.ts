import type { ColumnOptions } from 'typeorm';

// Ids, keys and addresses are compared byte by byte: the default collation would find `SECRET` for `sécret`.
const asciiBin = { charset: 'ascii', collation: 'ascii_bin' } as const;

export const idColumn = { type: 'char', length: 36, ...asciiBin } as const;

export function asciiColumn(length: number, options: ColumnOptions = {}): ColumnOptions {
  return { type: 'varchar', length, ...asciiBin, ...options };
}

export function textColumn(length: number, options: ColumnOptions = {}): ColumnOptions {
  return { type: 'varchar', length, ...options };
}

/** A UTC moment with milliseconds, as DATETIME(3). */
export const momentColumn: ColumnOptions = { type: 'datetime', precision: 3 };
export const optionalMomentColumn: ColumnOptions = { ...momentColumn, nullable: true };
/** Filled in by the database's clock on insert. */
export const createdAtColumn: ColumnOptions = { ...momentColumn, default: () => 'CURRENT_TIMESTAMP(3)' };
