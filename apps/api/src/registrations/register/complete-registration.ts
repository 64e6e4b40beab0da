import { recordAudit } from '../../audit/record-audit.js';
import { openSession } from '../../auth/session/open-session.js';
import { activateClient } from '../../clients/activate-client.js';
import { adoptName } from '../../clients/adopt-name.js';
import { lockNumberSequence, type NumberSequence, takeNumbers } from '../../clients/create/client-numbers.js';
import { insertClients } from '../../clients/write-clients.js';
import type { RequestContext } from '../../context.js';
import type { RegistrationMode } from '../../organizations/registration-mode.js';
import { type JoiningUser, joiningUser, returningUser } from '../../users/joining-user.js';
import type { CompleteRegistrationInput } from '../registration.inputs.js';
import { hasLiveInvitation, settleInvitation } from '../settle-invitation.js';
import { findRegistration, type LinkedRegistration } from './find-registration.js';
import { refuseRegistration } from './refuse-registration.js';
import { IS_OFFERED } from './registration-token.js';

/** A client at once, or a request that waits for the practice. */
interface Completion {
  clientId: string | null;
  waiting: boolean;
}

/**
 * The holder of the link goes on: whoever the organization takes on at once becomes an active client, everybody else's request
 * waits. Which of the two is decided by how the organization stands at this moment.
 */
export async function completeRegistration(
  ctx: RequestContext,
  input: CompleteRegistrationInput,
): Promise<Completion> {
  const registration = await findRegistration(ctx, input.token);
  if (!registration) throw refuseRegistration('UNKNOWN');
  if (registration.state === 'USED') return repeatCompletion(ctx, registration, input);
  if (registration.state !== 'OPEN') throw refuseRegistration(registration.state);

  const person = await joiningUser(ctx, registration.email, input);
  const completed = await ctx.transaction((tx) => complete(tx, registration, person));
  // Somebody was faster, and it may have been the same person's first click.
  if (completed === null) return repeatCompletion(ctx, await findRegistration(ctx, input.token), input);
  if (!ctx.viewer) await openSession(ctx, completed.userId);
  return completed;
}

/** @returns null when the link has served in the meantime */
async function complete(
  tx: RequestContext,
  registration: LinkedRegistration,
  person: JoiningUser,
): Promise<(Completion & { userId: string }) | null> {
  const mode = await modeNow(tx, registration.organizationId);
  // Before the row of the registration, in the order of everybody who takes both.
  const sequence = await lockNumberSequence(tx, registration.organizationId);
  // Claim first: of many simultaneous ones only one may create the user and the client.
  const claim = await tx.db.query<{ affectedRows: number }>(
    `UPDATE registrations r
        SET r.status = 'COMPLETED', r.requested_at = NOW(3), r.updated_at = NOW(3), r.first_name = ?, r.last_name = ?,
            r.decided_at = NULL, r.decided_by = NULL, r.decline_reason = NULL
      WHERE r.id = ? AND r.generation = ? AND ${IS_OFFERED} AND r.expires_at > NOW(3)`,
    [person.firstName || null, person.lastName || null, registration.id, registration.generation],
  );
  if (claim.affectedRows !== 1) {
    const state = await stateNow(tx, registration);
    if (state === 'USED') return null;
    throw refuseRegistration(state);
  }
  const userId = await person.userId(tx);
  const client = await clientOnFile(tx, registration, userId);
  const waiting = await mustWait(tx, registration, mode, client);
  const clientId = waiting
    ? null
    : await becomeClient(tx, registration, { client, person, userId, sequence });
  await tx.db.query('UPDATE registrations SET status = ?, user_id = ?, client_id = ? WHERE id = ?', [
    waiting ? 'WAITING' : 'COMPLETED',
    userId,
    clientId,
    registration.id,
  ]);
  await recordAudit(tx, [
    {
      organizationId: registration.organizationId,
      action: waiting ? 'registration.requested' : 'registration.completed',
      actorKind: 'RECIPIENT',
      subjectType: 'REGISTRATION',
      subjectId: registration.id,
      details: { mode, ...(clientId && { clientId, onFile: client !== null }) },
    },
  ]);
  return { clientId, waiting, userId };
}

/** Kept as it is until the transaction ends: whoever closes the door meanwhile closes it after this one. */
async function modeNow(tx: RequestContext, organizationId: string): Promise<RegistrationMode> {
  const [row] = await tx.db.query<{ mode: RegistrationMode; suspended: 0 | 1 }[]>(
    `SELECT registration_mode AS mode, suspended_at IS NOT NULL AS suspended
       FROM organizations WHERE id = ? LOCK IN SHARE MODE`,
    [organizationId],
  );
  if (!row) throw refuseRegistration('UNKNOWN');
  if (row.mode === 'INVITATION_ONLY') throw refuseRegistration('CLOSED');
  if (row.suspended) throw refuseRegistration('SUSPENDED');
  return row.mode;
}

async function stateNow(tx: RequestContext, before: LinkedRegistration) {
  const [row] = await tx.db.query<{ offered: 0 | 1; generation: number }[]>(
    `SELECT ${IS_OFFERED} AS offered, r.generation FROM registrations r WHERE r.id = ?`,
    [before.id],
  );
  if (!row || row.generation !== before.generation) return 'UNKNOWN';
  return row.offered ? 'EXPIRED' : 'USED';
}

interface ClientOnFile {
  id: string;
  status: string;
  isSelf: boolean;
}

/** The client with the proven address; the number sequence is held, so nobody takes the address in between. */
async function clientOnFile(
  tx: RequestContext,
  { organizationId, email }: LinkedRegistration,
  userId: string,
): Promise<ClientOnFile | null> {
  const clients = await tx.db.query<
    { id: string; status: string; user_id: string | null; deactivated_at: Date | null }[]
  >(
    `SELECT id, status, user_id, deactivated_at FROM clients WHERE organization_id = ? AND user_id = ?
      UNION SELECT id, status, user_id, deactivated_at FROM clients WHERE organization_id = ? AND email = ?`,
    [organizationId, userId, organizationId, email],
  );
  const client = clients.find(({ user_id }) => user_id === userId) ?? clients[0];
  if (!client) return null;
  const isSelf = client.user_id === userId;
  if (client.deactivated_at !== null || (client.user_id !== null && !isSelf))
    throw refuseRegistration('CLOSED');
  return { id: client.id, status: client.status, isSelf };
}

/** An invitation is a yes that has been given already, and a withdrawn one a no that only staff take back. */
async function mustWait(
  tx: RequestContext,
  { email }: LinkedRegistration,
  mode: RegistrationMode,
  client: ClientOnFile | null,
): Promise<boolean> {
  if (client?.isSelf) return false;
  if (mode === 'OPEN') return client?.status === 'INVITE_WITHDRAWN';
  return client === null || !(await hasLiveInvitation(tx, client.id, email));
}

interface Joining {
  client: ClientOnFile | null;
  person: JoiningUser;
  userId: string;
  sequence: NumberSequence;
}

/** @returns the id of the client */
async function becomeClient(
  tx: RequestContext,
  { organizationId, email }: LinkedRegistration,
  { client, person, userId, sequence }: Joining,
): Promise<string> {
  if (client?.isSelf) return client.id;
  const clientId = client?.id ?? (await createClientOf(tx, sequence, person, email));
  if (client) await settleInvitation(tx, { organizationId, clientId });
  if (!(await activateClient(tx, { organizationId, clientId, userId }))) throw refuseRegistration('CLOSED');
  if (client) await adoptName(tx, { organizationId, clientId }, person);
  return clientId;
}

async function createClientOf(
  tx: RequestContext,
  sequence: NumberSequence,
  { firstName, lastName }: JoiningUser,
  email: string,
): Promise<string> {
  const [number = ''] = await takeNumbers(tx, sequence, 1, 0, []);
  const [client] = await insertClients(tx, sequence.organizationId, sequence.now, [
    { firstName: firstName || null, lastName: lastName || null, email, number },
  ]);
  if (!client) throw new Error('no client was written');
  return client.id;
}

async function repeatCompletion(
  ctx: RequestContext,
  registration: LinkedRegistration | null,
  input: CompleteRegistrationInput,
): Promise<Completion> {
  if (!registration) throw refuseRegistration('UNKNOWN');
  if (registration.state !== 'USED') throw refuseRegistration(registration.state);
  const returning = await returningUser(ctx, registration.userId, input);
  if (!returning) throw refuseRegistration('USED');
  if (returning.signIn && registration.userId) await openSession(ctx, registration.userId);
  return { clientId: registration.clientId, waiting: registration.status === 'WAITING' };
}
