import { describeProblem } from '@anteroom/address-list';
import { noteRead } from '../../audit/note-read.js';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import { authorize } from '../../staff/authorize.js';
import type { ClientsPlanInput } from '../client.inputs.js';
import { ClientsPlan, type ClientsPlanRow } from '../client.payloads.js';
import type { ClientStatus } from '../client-status.js';
import { CLIENT_STATUS_NOW } from '../list/client-filter.js';
import { parseAddresses } from './parse-addresses.js';

/** As many rows as can be mended by hand; beyond them the list is too long in any case. */
const ROWS_SHOWN = 1_000;

/** B2: what would become of each address, without changing anything. */
export async function clientsPlan(ctx: RequestContext, input: ClientsPlanInput): Promise<ClientsPlan> {
  if (!isId(input.organizationId)) throw notFound();
  const staff = await authorize(ctx, input.organizationId, 'clients.create');
  // The answer tells who is a client already.
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'clients.planned',
  });
  const { entries, summary, errors } = parseAddresses(input.emails, ['emails']);
  const shown = entries.slice(0, ROWS_SHOWN);
  const statuses = await statusesOf(
    ctx,
    input.organizationId,
    shown.flatMap((entry) => entry.address ?? []),
  );
  const plan = new ClientsPlan();
  plan.rows = shown.map((entry): ClientsPlanRow => {
    const { index, start, end, text, address, suggestion, problem } = entry;
    const row = { index, start, end, text: text.slice(0, 500), address, suggestion };
    const status = address === null ? null : (statuses.get(address) ?? null);
    if (address === null)
      return {
        ...row,
        outcome: 'INVALID',
        status: null,
        code: problem?.code ?? 'INVALID',
        reason: problem ? describeProblem(problem) : null,
      };
    if (entry.duplicateOf !== null)
      return {
        ...row,
        outcome: 'DUPLICATE',
        status,
        code: 'DUPLICATE',
        reason: 'The same address stands before it.',
      };
    if (status)
      return {
        ...row,
        outcome: 'ALREADY_CLIENT',
        status,
        code: 'ALREADY_CLIENT',
        reason: 'There is already a client with this address.',
      };
    return { ...row, outcome: 'CREATE', status: null, code: null, reason: null };
  });
  plan.total = summary.count;
  plan.createCount = plan.rows.filter(({ outcome }) => outcome === 'CREATE').length;
  plan.errors = errors;
  return plan;
}

async function statusesOf(
  ctx: RequestContext,
  organizationId: string,
  addresses: readonly string[],
): Promise<Map<string, ClientStatus>> {
  if (addresses.length === 0) return new Map();
  const rows = await ctx.db.query<{ email: string; status: ClientStatus }[]>(
    `SELECT c.email, ${CLIENT_STATUS_NOW} AS status FROM clients c WHERE c.organization_id = ? AND c.email IN (?)`,
    [organizationId, addresses],
  );
  return new Map(rows.map((row) => [row.email, row.status]));
}
