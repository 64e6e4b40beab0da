import { noteRead, shapeOf } from '../audit/note-read.js';
import { CLIENT_STATUS_NOW } from '../clients/list/client-filter.js';
import { canRemindClientNow, canResendClientNow } from '../clients/possible-now.js';
import type { RequestContext } from '../context.js';
import { badInput, notFound } from '../errors.js';
import { isId } from '../id.js';
import { CHANGES } from '../invitations/change/change-invitations.js';
import { authorizeReach } from '../invitations/list/invitation-reach.js';
import { canRemindNow, canResendNow } from '../invitations/possible-now.js';
import { STATUS_NOW } from '../invitations/validity.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import { idsUpTo } from '../pagination/list-by-keyset.js';
import type { Possibility } from '../possibility.js';
import type { SendingForecast, SendingForecastInput, SendingKind } from './forecast.types.js';
import { planSelected, type Selection, selectInvitations } from './selection.js';

/**
 * What a sending to everybody who matches would come to. The rows are put together by all that decides about them, and of each
 * sort one is asked what the lists say of it: the rule is that of the lists, and however many rows there are, the sorts are few.
 */
export async function forecastSending(
  ctx: RequestContext,
  { kind, selection: wanted }: SendingForecastInput,
): Promise<SendingForecast> {
  if (!isId(wanted.organizationId)) throw notFound();
  if (wanted.filter && wanted.clientFilter)
    throw badInput('Give a filter of invitations or one of clients, not both.', [
      'input',
      'selection',
      'clientFilter',
    ]);
  const { staff, reach } = await authorizeReach(ctx, wanted.organizationId, CHANGES[kind].needed);
  const selection = selectInvitations(wanted, reach);
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'clients' in selection ? 'clients.listed' : 'invitations.listed',
    details: { filter: shapeOf(wanted.clientFilter ?? wanted.filter) },
  });
  const sorts = await sortsOf(ctx, selection, staff.permissions.has('clients.invite') ? null : staff.id);
  if (sorts.reduce((sum, { count }) => sum + count, 0) > COUNT_LIMIT) return { mailed: null, passedOver: [] };
  const told = await Promise.all(
    sorts.map(async ({ id, count }) => ({ count, ...(await possibilityOf(ctx, kind, selection, id)) })),
  );
  const passedOver = new Map<string, { code: string; reason: string; count: number }>();
  for (const { code, reason, count } of told) {
    if (code === null) continue;
    const counted = passedOver.get(code);
    if (counted) counted.count += count;
    else passedOver.set(code, { code, reason: reason ?? '', count });
  }
  return {
    mailed: told.reduce((sum, { allowed, count }) => sum + (allowed ? count : 0), 0),
    passedOver: [...passedOver.values()].sort((a, b) => b.count - a.count),
  };
}

/** Rows of which the lists say the same, by one of them. */
interface Sort {
  id: string;
  count: number;
}

/** `lookUp`: whose connections count; null for whoever may invite any client, to whom all offers could be theirs. */
async function sortsOf(ctx: RequestContext, selection: Selection, lookUp: string | null): Promise<Sort[]> {
  const plan = await planSelected(ctx, selection, COUNT_LIMIT + 1);
  if (plan.branches.length === 0) return [];
  const ids = idsUpTo(plan, COUNT_LIMIT + 1);
  const ofClients = 'clients' in selection;
  const connected = (staffId: string) =>
    `EXISTS (SELECT 1 FROM connections k WHERE k.staff_member_id = ${staffId} AND k.client_id = i.client_id)`;
  // A member of the staff is asked about one by one: what the invitation gives is theirs alone.
  const facts = [
    STATUS_NOW,
    'i.delivery_state',
    'i.staff_member_id',
    ...(ofClients ? [CLIENT_STATUS_NOW, 'c.email IS NULL', 'i.id IS NULL'] : []),
    ...(lookUp === null ? [] : ['i.sent_by', connected('i.sent_by'), connected('?')]),
  ];
  const rows = await ctx.db.query<{ id: string; found: number | string }[]>(
    `SELECT MIN(p.id) AS id, COUNT(*) AS found FROM (SELECT id FROM ${ids.sql} q LIMIT ${COUNT_LIMIT + 1}) p
       ${ofClients ? 'STRAIGHT_JOIN clients c ON c.id = p.id LEFT JOIN invitations i ON i.client_id = c.id' : 'STRAIGHT_JOIN invitations i ON i.id = p.id'}
      GROUP BY ${facts.join(', ')}`,
    lookUp === null ? ids.params : [...ids.params, lookUp],
  );
  return rows.map(({ id, found }) => ({ id, count: Number(found) }));
}

async function possibilityOf(
  ctx: RequestContext,
  kind: SendingKind,
  selection: Selection,
  id: string,
): Promise<Possibility> {
  if ('clients' in selection) {
    const client = await ctx.loaders.client.load(id);
    if (!client) throw notFound();
    return kind === 'REMIND' ? canRemindClientNow(ctx, client) : canResendClientNow(ctx, client);
  }
  const invitation = await ctx.loaders.invitation.load(id);
  if (!invitation) throw notFound();
  return kind === 'REMIND' ? canRemindNow(ctx, invitation) : canResendNow(ctx, invitation);
}
