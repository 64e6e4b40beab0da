import { noteRead, shapeOf } from '../audit/note-read.js';
import { staffForClients } from '../clients/invite/clients-given.js';
import { CLIENT_STATUS_NOW } from '../clients/list/client-filter.js';
import type { RequestContext } from '../context.js';
import { badInput, notFound } from '../errors.js';
import { isId, MAX_IDS } from '../id.js';
import { CHANGES, staffForInvitations } from '../invitations/change/change-invitations.js';
import type { InvitationSelection } from '../invitations/invitation.inputs.js';
import { authorizeReach, isWithin } from '../invitations/list/invitation-reach.js';
import { STATUS_NOW } from '../invitations/validity.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import { idsUpTo } from '../pagination/count-up-to.js';
import { authorizeScoped, noteForeignIds, ownClientsOf, type Staff } from '../staff/authorize.js';
import type { SendingForecastInput, SendingKind } from './forecast.types.js';
import { planSelected, type Selection, selectClients, selectInvitations } from './selection.js';

/** Whom a sending would be about, of those that the caller may send to. */
export interface Candidates {
  staff: Staff;
  /** Whether they are named as clients, or as invitations. */
  ofClients: boolean;
  /** SQL: a table of their ids; null for nobody. */
  ids: { sql: string; params: unknown[] } | null;
}

export interface Recipient {
  /** Of the client or the invitation. */
  id: string;
  /** That a mail would go to; null where there is none. */
  email: string | null;
  /** The same for all of whom the lists say the same. */
  sort: string;
}

export async function candidatesFor(
  ctx: RequestContext,
  { kind, ids, selection }: SendingForecastInput,
): Promise<Candidates> {
  if (Boolean(ids) === Boolean(selection))
    throw badInput('Give either ids or a selection.', ['input', 'ids']);
  if (!ids && !isId(selection?.organizationId)) throw notFound();
  const candidates = ids
    ? await givenCandidates(ctx, kind, [...new Set(ids)])
    : await selectedCandidates(ctx, kind, selection as InvitationSelection);
  const { staff, ofClients } = candidates;
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: ofClients ? 'clients.listed' : 'invitations.listed',
    details: { filter: ids ? ['ids'] : shapeOf(selection?.clientFilter ?? selection?.filter) },
  });
  return candidates;
}

async function givenCandidates(
  ctx: RequestContext,
  kind: SendingKind,
  given: readonly string[],
): Promise<Candidates> {
  if (given.length === 0 || given.length > MAX_IDS)
    throw badInput(`Give from 1 to ${MAX_IDS} ids; a selection for more.`, ['input', 'ids']);
  if (kind === 'INVITE') {
    const { staff, clientIds } = await staffForClients(ctx, given, 'clients.invite');
    const sql = '(SELECT c.id FROM clients c WHERE c.organization_id = ? AND c.id IN (?))';
    return { staff, ofClients: true, ids: { sql, params: [staff.organizationId, clientIds] } };
  }
  const known = given.filter(isId);
  const { staff, reach } = await staffForInvitations(ctx, known, CHANGES[kind].needed);
  const within = isWithin(reach);
  return {
    staff,
    ofClients: false,
    ids: {
      sql: `(SELECT i.id FROM invitations i WHERE i.organization_id = ? AND i.id IN (?) AND ${within.sql})`,
      params: [staff.organizationId, known, ...within.params],
    },
  };
}

async function selectedCandidates(
  ctx: RequestContext,
  kind: SendingKind,
  wanted: InvitationSelection,
): Promise<Candidates> {
  if (wanted.filter && (wanted.clientFilter || kind === 'INVITE'))
    throw badInput(
      kind === 'INVITE'
        ? 'Clients are invited: give a filter of clients.'
        : 'Give a filter of invitations or one of clients, not both.',
      ['input', 'selection', kind === 'INVITE' ? 'filter' : 'clientFilter'],
    );
  const { staff, selection } = await authorizeSelection(ctx, kind, wanted);
  const plan = await planSelected(ctx, selection, COUNT_LIMIT + 1);
  const ids = plan.branches.length > 0 ? idsUpTo(plan, COUNT_LIMIT + 1) : null;
  return { staff, ofClients: 'clients' in selection, ids };
}

async function authorizeSelection(
  ctx: RequestContext,
  kind: SendingKind,
  wanted: InvitationSelection,
): Promise<{ staff: Staff; selection: Selection }> {
  if (kind === 'INVITE') {
    const staff = await authorizeScoped(ctx, wanted.organizationId, 'clients.invite');
    const { organizationId, clientFilter = null } = wanted;
    return { staff, selection: selectClients({ organizationId, filter: clientFilter }, ownClientsOf(staff)) };
  }
  const { staff, reach } = await authorizeReach(ctx, wanted.organizationId, CHANGES[kind].needed);
  return { staff, selection: selectInvitations(wanted, reach) };
}

/** One more than are counted at most. */
export async function readRecipients(
  ctx: RequestContext,
  { staff, ofClients, ids }: Candidates,
  kind: SendingKind,
): Promise<Recipient[]> {
  if (!ids) return [];
  const { facts, params } = kind === 'INVITE' ? FACTS_OF_CLIENTS : factsOfInvitations(staff, ofClients);
  const rows = ofClients
    ? `STRAIGHT_JOIN clients c ON c.id = p.id${kind === 'INVITE' ? '' : ' LEFT JOIN invitations i ON i.client_id = c.id'}`
    : 'STRAIGHT_JOIN invitations i ON i.id = p.id';
  return ctx.db.query<Recipient[]>(
    `SELECT p.id, ${kind === 'INVITE' ? 'c' : 'i'}.email, CONCAT_WS(' ', ${facts.map((fact) => `COALESCE(${fact}, '-')`).join(', ')}) AS sort
       FROM (SELECT id FROM ${ids.sql} q LIMIT ${COUNT_LIMIT + 1}) p ${rows}`,
    [...params, ...ids.params],
  );
}

/** Of those who were named, whoever is of another organization is passed over as if there were no such id. */
export function noteForeignAmong(
  ctx: RequestContext,
  { kind, ids }: SendingForecastInput,
  staff: Staff,
  recipients: readonly Recipient[],
): void {
  const found = new Set(recipients.map(({ id }) => id));
  noteForeignIds(
    ctx,
    kind === 'INVITE' ? 'clients' : 'invitations',
    (ids ?? []).filter((id) => isId(id) && !found.has(id)),
    kind === 'INVITE' ? 'clients.invite' : CHANGES[kind].needed.clients,
    staff.organizationId,
  );
}

interface Facts {
  facts: string[];
  params: unknown[];
}

/** SQL: all that `canInvite` asks of client `c`. */
const FACTS_OF_CLIENTS: Facts = { facts: [CLIENT_STATUS_NOW, 'c.email IS NULL'], params: [] };

/** Whose connections count is asked of whoever may not invite any client: to the others all offers could be theirs. */
function factsOfInvitations(staff: Staff, ofClients: boolean): Facts {
  const connected = (staffId: string) =>
    `EXISTS (SELECT 1 FROM connections k WHERE k.staff_member_id = ${staffId} AND k.client_id = i.client_id)`;
  // A member of the staff is asked about one by one: what the invitation gives is theirs alone.
  const facts = [
    STATUS_NOW,
    'i.delivery_state',
    'i.staff_member_id',
    ...(ofClients ? [CLIENT_STATUS_NOW, 'c.email IS NULL', 'i.id IS NULL'] : []),
  ];
  if (staff.permissions.has('clients.invite')) return { facts, params: [] };
  return { facts: [...facts, 'i.sent_by', connected('i.sent_by'), connected('?')], params: [staff.id] };
}
