import { MAX_NAME_LENGTH, neutralizeName, normalizeAddress, parseAddressList } from '@anteroom/address-list';
import { noteRead, shapeOf } from '../../audit/note-read.js';
import type { Client } from '../../clients/client.entity.js';
import type { ClientSelection } from '../../clients/client.inputs.js';
import { readEmail, readName, splitName } from '../../clients/client-fields.js';
import type { ClientStatus } from '../../clients/client-status.js';
import { readCriteria } from '../../clients/list/client-filter.js';
import { clientOrder } from '../../clients/list/client-order.js';
import { planClientList } from '../../clients/list/plan-client-list.js';
import { canInvite, INVITABLE } from '../../clients/possibilities.js';
import { CLIENT_COLUMNS, type ClientRow, toClient } from '../../clients/read-clients.js';
import type { RequestContext } from '../../context.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId, MAX_IDS } from '../../id.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import { isConnected, ownClientsOf, type ScopedStaff } from '../../staff/authorize.js';
import { foreseeRefusals } from '../limits/refuse-mails.js';
import type { MessagePreviewInput, PreviewInviteeInput, PreviewRecipient } from './message-preview.js';

const EXAMPLE_ADDRESS = 'ada@example.org';
/** Long enough to break a line wherever a line can break. */
const LONG_NAME = { firstName: 'Wilhelmina-Alexandra', lastName: 'van den Oudenhoven-Wolthuis' };

export interface Recipient {
  /** Of a client; whoever is none yet has none. */
  id?: string;
  firstName: string | null;
  lastName: string | null;
  email: string;
}

interface Recipients {
  recipients: Recipient[];
  /** Others will get the mail as well. */
  more: boolean;
}

/** Whom the mail would go to, as far as they are looked at. */
export async function readRecipients(
  ctx: RequestContext,
  staff: ScopedStaff,
  input: MessagePreviewInput,
): Promise<Recipients> {
  if (input.clientIds && input.selection)
    throw new UserErrors(new UserError('INVALID', 'Give either clientIds or a selection.', ['clientIds']));
  if (input.invitee) return { recipients: [inviteeOf(input.invitee)], more: false };
  if (input.selection) return selected(ctx, staff, input.selection, input);
  return { recipients: await givenRecipients(ctx, staff, input), more: false };
}

async function givenRecipients(
  ctx: RequestContext,
  staff: ScopedStaff,
  input: MessagePreviewInput,
): Promise<Recipient[]> {
  if (input.clientIds?.length) return clientsById(ctx, staff, input.clientIds);
  if (input.client)
    return [
      {
        firstName: readName(input.client.firstName, ['client', 'firstName']),
        lastName: readName(input.client.lastName, ['client', 'lastName']),
        email: readEmail(input.client.email, ['client', 'email']) ?? EXAMPLE_ADDRESS,
      },
    ];
  return pasted(ctx, staff, input.emails ?? '');
}

async function clientsById(
  ctx: RequestContext,
  staff: ScopedStaff,
  ids: readonly string[],
): Promise<Recipient[]> {
  if (ids.length > MAX_IDS)
    throw new UserErrors(new UserError('TOO_MANY', `At most ${MAX_IDS} clients.`, ['clientIds']));
  const known = [...new Set(ids)].filter(isId);
  await note(ctx, staff, { clientIds: known });
  const found = new Map((await clientsWith(ctx, staff, 'id', known)).map((client) => [client.id, client]));
  if (staff.onlyConnected && known.length > 0 && found.size === 0) throw notFound();
  return mailed(ctx, staff, recipientsAmong(known.flatMap((id) => found.get(id) ?? [])));
}

/** Nobody is told by the preview that an address is that of somebody else's client. */
async function pasted(ctx: RequestContext, staff: ScopedStaff, text: string): Promise<Recipient[]> {
  const entries = parseAddressList(text.slice(0, 100_000))
    .slice(0, MAX_IDS)
    .flatMap(({ address, name, duplicateOf }) => (address && duplicateOf === null ? { address, name } : []));
  const clients = await clientsWith(
    ctx,
    staff,
    'email',
    entries.map(({ address }) => address),
  );
  if (clients.length > 0) await note(ctx, staff, { clientIds: clients.map(({ id }) => id) });
  const known = new Map(clients.map((client) => [client.email, client]));
  return mailed(
    ctx,
    staff,
    entries.flatMap(({ address, name }): Candidate[] => {
      const client = known.get(address);
      return client ? recipientsAmong([client]) : [{ ...splitName(name), email: address }];
    }),
  );
}

/** Of a selection of any size no more are read than may be named one by one. */
async function selected(
  ctx: RequestContext,
  staff: ScopedStaff,
  { organizationId, filter }: ClientSelection,
  { kind, sort }: MessagePreviewInput,
): Promise<Recipients> {
  if (organizationId !== staff.organizationId) throw notFound();
  await note(ctx, staff, { filter: shapeOf(filter) });
  const able: readonly ClientStatus[] = kind === 'REMINDER' ? ['INVITE_PENDING'] : INVITABLE;
  const statuses = able.filter((status) => filter?.statuses?.includes(status) ?? true);
  const criteria = readCriteria(organizationId, { ...filter, statuses }, ownClientsOf(staff));
  const order = clientOrder(sort);
  const { rows, hasNextPage } = await listByKeyset(
    ctx.db,
    {
      order: order.name,
      direction: order.direction,
      attempts: await planClientList(ctx, criteria, order),
      columns: CLIENT_COLUMNS,
      join: 'STRAIGHT_JOIN clients c ON c.id = p.id',
    },
    { size: MAX_IDS, backward: false, cursor: null },
    toClient,
  );
  const candidates = recipientsAmong(rows.map(({ node }) => node));
  return { recipients: await mailed(ctx, staff, candidates), more: hasNextPage };
}

/** Clients of the organization whom the caller may invite, in no order. */
async function clientsWith(
  ctx: RequestContext,
  staff: ScopedStaff,
  column: 'id' | 'email',
  values: readonly string[],
): Promise<Client[]> {
  if (values.length === 0) return [];
  const own = isConnected(staff, 'c.id');
  const rows = await ctx.db.query<ClientRow[]>(
    `SELECT ${CLIENT_COLUMNS} FROM clients c
      WHERE c.organization_id = ? AND c.${column} IN (?) ${own ? `AND ${own.sql}` : ''}`,
    [staff.organizationId, values, ...(own?.params ?? [])],
  );
  return rows.map(toClient);
}

interface Candidate extends Recipient {
  /** Of a client. */
  status?: ClientStatus;
}

function recipientsAmong(clients: readonly Client[]): Candidate[] {
  return clients.flatMap(({ id, firstName, lastName, email, status }) =>
    email === null ? [] : { id, firstName, lastName, email, status },
  );
}

/**
 * Those who would get the mail now; when that is nobody, whoever would if nothing stood in the way. Of an address that is no
 * client's nothing is told before something is sent to it.
 */
async function mailed(
  ctx: RequestContext,
  staff: ScopedStaff,
  candidates: readonly Candidate[],
): Promise<Recipient[]> {
  const able = candidates.filter(({ status, email }) => !status || canInvite({ status, email }).allowed);
  const refusals = await foreseeRefusals(
    ctx,
    { organizationId: staff.organizationId, staffMemberId: staff.id },
    able.flatMap((one) => (one.id ? { id: one.id, email: one.email } : [])),
  );
  const left = able.filter((one) => !one.id || !refusals.has(one.id));
  return [left, able, candidates].find((some) => some.length > 0)?.slice() ?? [];
}

function note(ctx: RequestContext, staff: ScopedStaff, details: Record<string, unknown>): Promise<void> {
  return noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'message.previewed',
    details,
  });
}

/** As it would be kept; what cannot be is told when the invitation is sent. */
function inviteeOf({ firstName, lastName, email }: PreviewInviteeInput): Recipient {
  const nameOf = (raw: string) => neutralizeName(raw.trim().slice(0, MAX_NAME_LENGTH));
  return {
    firstName: nameOf(firstName),
    lastName: nameOf(lastName),
    email: normalizeAddress(email).address ?? EXAMPLE_ADDRESS,
  };
}

export function chooseRecipient(recipients: readonly Recipient[], which: PreviewRecipient): Recipient {
  const first = recipients[0] ?? { firstName: null, lastName: null, email: EXAMPLE_ADDRESS };
  const named = recipients.filter((one) => !isNameless(one));
  switch (which) {
    case 'FIRST':
      return first;
    case 'LONGEST_NAME':
      return named.length > 0
        ? named.reduce((longest, next) => (nameLength(next) > nameLength(longest) ? next : longest))
        : { ...first, ...LONG_NAME };
    case 'NO_NAME':
      return recipients.find(isNameless) ?? { ...first, firstName: null, lastName: null };
  }
}

export function isNameless({ firstName, lastName }: Recipient): boolean {
  return !firstName && !lastName;
}

function nameLength({ firstName, lastName }: Recipient): number {
  return `${firstName ?? ''} ${lastName ?? ''}`.length;
}
