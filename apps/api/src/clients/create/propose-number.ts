import type { RequestContext } from '../../context.js';
import { takenNumbers } from './client-numbers.js';

const AHEAD = 50;

/** The number that the next client would get now (R20); a proposal, since somebody else may be faster. */
export async function proposeNumber(ctx: RequestContext, organizationId: string): Promise<string | null> {
  const [row] = await ctx.db.query<{ next: number | string; prefix: string; width: number }[]>(
    `SELECT COALESCE(s.next_number, 1) AS next, o.client_number_prefix AS prefix, o.client_number_width AS width
       FROM organizations o LEFT JOIN client_number_sequences s ON s.organization_id = o.id WHERE o.id = ?`,
    [organizationId],
  );
  if (!row) return null;
  const { prefix, width } = row;
  const next = Number(row.next);
  const numbers = Array.from(
    { length: AHEAD },
    (_, index) => `${prefix}${String(next + index).padStart(width, '0')}`,
  );
  const taken = new Set(
    (await takenNumbers(ctx, organizationId, numbers)).map((number) => number.toLowerCase()),
  );
  return numbers.find((number) => !taken.has(number.toLowerCase())) ?? null;
}
