import { recordAudit } from '../../audit/record-audit.js';
import { connectAsAsked, readStaffIds, refuseForeignConnections } from '../../connections/staff-given.js';
import type { RequestContext } from '../../context.js';
import { createMailing } from '../../email/mailing/create-mailing.js';
import { type CheckedMessage, checkMessage } from '../../email/message/check-message.js';
import { createMessage } from '../../email/message/create-message.js';
import type { InvitationInput } from '../../email/message/message.inputs.js';
import { forbidden, notFound, UserError } from '../../errors.js';
import { isId } from '../../id.js';
import { sendInvitations } from '../../invitations/send-invitations.js';
import { validUntil } from '../../invitations/validity.js';
import type { Possibility } from '../../possibility.js';
import { checkProgram, enrolClients, recordEnrolments } from '../../programs/enrol-clients.js';
import { authorize, type Staff } from '../../staff/authorize.js';
import type { Client } from '../client.entity.js';
import type { CreateClientsInput } from '../client.inputs.js';
import { CreateClientsPayload, type CreateClientsRow } from '../client.payloads.js';
import { splitName } from '../client-fields.js';
import { canInvite } from '../possibilities.js';
import { CLIENT_COLUMNS, lockClients, toClient } from '../read-clients.js';
import { insertClients } from '../write-clients.js';
import { lockNumberSequence, type NumberSequence, nextNumbers, takeNumbers } from './client-numbers.js';
import { badAddresses, type GoodEntry, parseAddresses } from './parse-addresses.js';

/** R76–R82: creates a client of every pasted address that is none yet, and invites them if asked; all of it or nothing. */
export async function createClients(
  ctx: RequestContext,
  input: CreateClientsInput,
): Promise<CreateClientsPayload> {
  if (!isId(input.organizationId)) throw notFound();
  const staff = await authorize(ctx, input.organizationId, 'clients.create');
  const connections = readStaffIds(input.connections, ['connections']);
  refuseForeignConnections(staff, connections, { mayConnectSelf: false }, ['connections']);
  const message = readInvitation(staff, input.invitation);
  const parsed = parseAddresses(input.emails, ['emails']);
  const payload = new CreateClientsPayload();
  payload.badAddresses = badAddresses(parsed);
  payload.badAddressCount = parsed.summary.bad.length;
  payload.errors = [
    ...parsed.errors,
    ...payload.badAddresses.map(
      (bad) => new UserError('BAD_ADDRESS', `${bad.text}: ${bad.reason}`, ['emails', String(bad.index)]),
    ),
  ];
  if (payload.errors.length > 0) return payload;
  if (typeof input.programId === 'string')
    await checkProgram(ctx, staff.organizationId, input.programId, ['programId']);

  const good = parsed.entries as GoodEntry[];
  return ctx.transaction(async (tx) => {
    const first = good.filter((entry) => entry.duplicateOf === null);
    const found = await createMissing(tx, staff.organizationId, first, message !== null);
    const { created, known } = found;
    const clients = [...created, ...known];
    await recordCreated(tx, staff, created, input.programId);
    if (typeof input.programId === 'string') {
      await recordEnrolments(
        tx,
        staff,
        input.programId,
        known.map(({ id }) => id),
      );
      await enrolClients(
        tx,
        staff.organizationId,
        input.programId,
        clients.map(({ id }) => id),
      );
    }
    await connectAsAsked(
      tx,
      staff,
      connections,
      clients.map(({ id }) => id),
      ['connections'],
    );
    const sent = message && (await invite(tx, staff, message.text, found));
    return describe(payload, good, created, known, sent);
  });
}

export async function recordCreated(
  tx: RequestContext,
  staff: Staff,
  created: readonly Client[],
  programId: string | null | undefined,
): Promise<void> {
  await recordAudit(
    tx,
    created.map(({ id }) => ({
      organizationId: staff.organizationId,
      action: 'client.created',
      staffMemberId: staff.id,
      subjectType: 'CLIENT',
      subjectId: id,
      ...(programId ? { details: { programId } } : {}),
    })),
  );
}

/** What is asked for with `invitation`: null for no invitation, a text of null for the organization's default. */
export function readInvitation(
  staff: Staff,
  invitation: InvitationInput | null | undefined,
  /** Staff members whom the client will be connected with: whoever is among them may invite their own clients. */
  connections: readonly string[] = [],
): { text: CheckedMessage | null } | null {
  if (!invitation) return null;
  const may = connections.includes(staff.id) ? 'clients.inviteOwn' : 'clients.invite';
  if (!staff.permissions.has(may)) throw forbidden();
  return { text: invitation.message ? checkMessage(invitation.message, ['invitation', 'message']) : null };
}

async function createMissing(
  tx: RequestContext,
  organizationId: string,
  entries: readonly GoodEntry[],
  invited: boolean,
): Promise<Invitees> {
  const sequence = await lockNumberSequence(tx, organizationId);
  const candidates = nextNumbers(sequence, entries.length);
  const found = await readKnown(tx, sequence, entries, candidates);
  const knownAddresses = new Map(found.map((client) => [client.email, client]));
  const missing = entries.filter((entry) => !knownAddresses.has(entry.address));
  const numbers = await takeNumbers(
    tx,
    sequence,
    missing.length,
    entries.length,
    found.map(({ number }) => number),
  );
  const created = await insertClients(
    tx,
    organizationId,
    sequence.now,
    missing.map((entry, index) => ({
      ...splitName(entry.name),
      email: entry.address,
      number: numbers[index] as string,
    })),
    invited ? validUntil(sequence.now) : null,
  );
  return {
    created,
    known: entries.flatMap((entry) => knownAddresses.get(entry.address) ?? []),
    since: sequence.now,
  };
}

/** Who has one of the addresses, or one of the numbers that come next; in one statement, while others wait for the lock. */
async function readKnown(
  tx: RequestContext,
  { organizationId }: NumberSequence,
  entries: readonly GoodEntry[],
  numbers: readonly string[],
): Promise<Client[]> {
  const rows = await tx.db.query<Record<string, unknown>[]>(
    `SELECT ${CLIENT_COLUMNS} FROM clients c WHERE c.organization_id = ? AND c.email IN (?)
      UNION SELECT ${CLIENT_COLUMNS} FROM clients c WHERE c.organization_id = ? AND c.number IN (?)`,
    [organizationId, entries.map((entry) => entry.address), organizationId, numbers],
  );
  return rows.map(toClient);
}

/** Whom an invitation may go to. */
interface Invitees {
  /** Written in this transaction, as pending since `since`. */
  created: readonly Client[];
  known: readonly Client[];
  /** The moment of sending, by the database's clock; needed for `created`. */
  since?: Date;
}

export interface Sent {
  /** Null when nobody could be invited. */
  mailingId: string | null;
  invitedIds: ReadonlySet<string>;
  /** Why somebody who could be invited may not be mailed now, by the client's id. */
  refusals: ReadonlyMap<string, Possibility>;
}

/** Invites the new clients and those known ones who can be: decided under locks, since others may be inviting them too. */
export async function invite(
  tx: RequestContext,
  staff: Staff,
  message: CheckedMessage | null,
  { created, known, since }: Invitees,
): Promise<Sent> {
  const candidates = known.filter((client) => canInvite(client).allowed).map(({ id }) => id);
  const locked = (await lockClients(tx, staff.organizationId, candidates)).filter(
    (client) => canInvite(client).allowed,
  );
  const isNew = new Set(created);
  const invited = [...created, ...locked].flatMap((client) =>
    client.email === null ? [] : [{ id: client.id, email: client.email, isNew: isNew.has(client) }],
  );
  if (invited.length === 0) return { mailingId: null, invitedIds: new Set(), refusals: new Map() };
  const messageId = await createMessage(tx, staff.organizationId, message);
  const mailingId = await createMailing(tx, staff);
  const refusals = await sendInvitations(
    tx,
    { organizationId: staff.organizationId, staffMemberId: staff.id, messageId, mailingId, since },
    invited,
  );
  const invitedIds = new Set(invited.map(({ id }) => id).filter((id) => !refusals.has(id)));
  for (const client of [...created, ...known])
    if (invitedIds.has(client.id)) client.status = 'INVITE_PENDING';
    else if (isNew.has(client)) client.status = 'NOT_INVITED';
  return { mailingId: invitedIds.size > 0 ? mailingId : null, invitedIds, refusals };
}

function describe(
  payload: CreateClientsPayload,
  entries: readonly GoodEntry[],
  created: readonly Client[],
  known: readonly Client[],
  sent: Sent | null,
): CreateClientsPayload {
  const byAddress = new Map([...created, ...known].map((client) => [client.email, client]));
  const isNew = new Set(created.map(({ id }) => id));
  payload.rows = entries.map((entry): CreateClientsRow => {
    const client = byAddress.get(entry.address) ?? null;
    const { index, text, address, suggestion } = entry;
    const row = { index, text, address, suggestion, client };
    if (entry.duplicateOf !== null)
      return {
        ...row,
        outcome: 'DUPLICATE',
        invited: false,
        code: null,
        reason: 'The same address stands before it.',
      };
    const invited = client !== null && (sent?.invitedIds.has(client.id) ?? false);
    const refusal = (client && sent?.refusals.get(client.id)) ?? null;
    if (client && isNew.has(client.id))
      return {
        ...row,
        outcome: 'CREATED',
        invited,
        code: refusal?.code ?? null,
        reason: refusal?.reason ?? null,
      };
    const reason = refusal?.reason ?? whyNot(client, invited, sent !== null);
    return { ...row, outcome: 'ALREADY_CLIENT', invited, code: refusal?.code ?? null, reason };
  });
  payload.createdCount = created.length;
  payload.mailingId = sent?.mailingId ?? null;
  return payload;
}

function whyNot(client: Client | null, invited: boolean, asked: boolean): string | null {
  if (invited) return null;
  return (asked && client && canInvite(client).reason) || 'There is already a client with this address.';
}
