import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import { authorizeScoped } from '../../staff/authorize.js';
import { formatNumber, takenNumbers } from './client-numbers.js';

/** How many of the numbers that come next are looked at together: at first, and at most. */
const WINDOW = 50;
const WINDOW_MAX = 5_000;

/** R20: the number that a client created now would get. It is reserved for nobody: two who are shown it do not both get it. */
export async function nextClientNumber(ctx: RequestContext, organizationId: string): Promise<string> {
  if (!isId(organizationId)) throw notFound();
  await authorizeScoped(ctx, organizationId, 'clients.create');
  const [row] = await ctx.db.query<{ next: number | string; prefix: string; width: number }[]>(
    `SELECT COALESCE(s.next_number, 1) AS next, o.client_number_prefix AS prefix, o.client_number_width AS width
       FROM organizations o LEFT JOIN client_number_sequences s ON s.organization_id = o.id WHERE o.id = ?`,
    [organizationId],
  );
  if (!row) throw notFound();
  for (let first = Number(row.next), window = WINDOW; ; ) {
    const ahead = Array.from({ length: window }, (_, index) => formatNumber(row, first + index));
    const taken = new Set(
      (await takenNumbers(ctx, organizationId, ahead)).map((number) => number.toLowerCase()),
    );
    const free = ahead.find((number) => !taken.has(number.toLowerCase()));
    if (free) return free;
    first += window;
    window = Math.min(window * 4, WINDOW_MAX);
  }
}
