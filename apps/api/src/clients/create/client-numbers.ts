import type { RequestContext } from '../../context.js';
import { tooLong, UserError, UserErrors } from '../../errors.js';

const MAX_NUMBER_LENGTH = 40;
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/;

/** An organization's sequence of client numbers, locked. */
export interface NumberSequence {
  organizationId: string;
  next: number;
  /** By the database's clock, once the lock was there. */
  now: Date;
  format(value: number): string;
}

/**
 * Whoever creates clients, or gives one another number or address, holds this lock until the commit: numbers come without
 * gaps, and two who create the same address meet here instead of at the unique key.
 */
export async function lockNumberSequence(
  ctx: RequestContext,
  organizationId: string,
): Promise<NumberSequence> {
  for (let attempt = 1; ; attempt += 1) {
    // SYSDATE and not NOW: the latter is the moment before the wait for the lock.
    const [row] = await ctx.db.query<{ next: number; prefix: string; width: number; now: Date }[]>(
      `SELECT s.next_number AS next, SYSDATE(3) AS now,
              (SELECT o.client_number_prefix FROM organizations o WHERE o.id = s.organization_id) AS prefix,
              (SELECT o.client_number_width FROM organizations o WHERE o.id = s.organization_id) AS width
         FROM client_number_sequences s WHERE s.organization_id = ? FOR UPDATE`,
      [organizationId],
    );
    if (row) {
      const { next, now, prefix, width } = row;
      return {
        organizationId,
        next,
        now,
        format: (value) => formatNumber({ prefix, width }, value),
      };
    }
    if (attempt > 1) throw new Error(`no client numbers for organization ${organizationId}`);
    await ctx.db.query('INSERT IGNORE INTO client_number_sequences (organization_id) VALUES (?)', [
      organizationId,
    ]);
  }
}

export function formatNumber({ prefix, width }: { prefix: string; width: number }, value: number): string {
  return `${prefix}${String(value).padStart(width, '0')}`;
}

/** The numbers that come next, among which some may have been given by hand. */
export function nextNumbers(sequence: NumberSequence, count: number): string[] {
  return Array.from({ length: count }, (_, index) => sequence.format(sequence.next + index));
}

/** Takes `count` numbers that no client has. Of the next `checked` ones it is known which are `taken`. */
export async function takeNumbers(
  ctx: RequestContext,
  sequence: NumberSequence,
  count: number,
  checked: number,
  taken: readonly string[],
): Promise<string[]> {
  if (count === 0) return [];
  const numbers: string[] = [];
  let value = sequence.next;
  let checkedUntil = value + checked;
  let known = new Set(taken.map((number) => number.toLowerCase()));
  for (let window = Math.max(count, 50); ; window *= 4) {
    for (; value < checkedUntil && numbers.length < count; value += 1) {
      const number = sequence.format(value);
      if (!known.has(number.toLowerCase())) numbers.push(number);
    }
    if (numbers.length === count) break;
    const ahead = Array.from({ length: Math.min(window, 5_000) }, (_, index) =>
      sequence.format(checkedUntil + index),
    );
    checkedUntil += ahead.length;
    known = new Set((await takenNumbers(ctx, sequence.organizationId, ahead)).map((n) => n.toLowerCase()));
  }
  await ctx.db.query('UPDATE client_number_sequences SET next_number = ? WHERE organization_id = ?', [
    value,
    sequence.organizationId,
  ]);
  return numbers;
}

export async function takenNumbers(
  ctx: RequestContext,
  organizationId: string,
  numbers: readonly string[],
): Promise<string[]> {
  const rows = await ctx.db.query<{ number: string }[]>(
    'SELECT number FROM clients WHERE organization_id = ? AND number IN (?)',
    [organizationId, numbers],
  );
  return rows.map((row) => row.number);
}

/** A number given by hand (R20), or null when none was. */
export function readNumber(raw: string | null | undefined, path: string[]): string | null {
  const number = raw?.trim() ?? '';
  if (number === '') return null;
  if (number.length > MAX_NUMBER_LENGTH) throw new UserErrors(tooLong(number, MAX_NUMBER_LENGTH, path));
  if (!NUMBER.test(number))
    throw new UserErrors(
      new UserError(
        'INVALID',
        'A number begins with a letter or digit and goes on with letters, digits, spaces and . _ / -',
        path,
      ),
    );
  return number;
}
