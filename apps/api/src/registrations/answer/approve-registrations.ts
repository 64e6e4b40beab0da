import { recordAudit } from '../../audit/record-audit.js';
import { activateClient } from '../../clients/activate-client.js';
import { adoptName } from '../../clients/adopt-name.js';
import {
  lockNumberSequence,
  type NumberSequence,
  readNumber,
  takeNumbers,
  takenNumbers,
} from '../../clients/create/client-numbers.js';
import { readClients } from '../../clients/read-clients.js';
import { insertClients, refreshSearch } from '../../clients/write-clients.js';
import type { RequestContext } from '../../context.js';
import { enqueueOrganizationMails } from '../../email/enqueue-organization-mail.js';
import { notFound, UserErrors } from '../../errors.js';
import { checkCount, isId } from '../../id.js';
import { checkProgram, enrolClients } from '../../programs/enrol-clients.js';
import { authorize, type Staff } from '../../staff/authorize.js';
import type { Registration } from '../registration.entity.js';
import type { ApproveRegistrationInput, ApproveRegistrationsInput } from '../registration.inputs.js';
import { ApproveRegistrationsPayload, RegistrationsRow } from '../registration.payloads.js';
import { noteForeignRequests, readRegistrations, whyNotWaiting } from '../registration-rows.js';
import { settleInvitation } from '../settle-invitation.js';
import { chooseClient, moveToAddress } from './choose-client.js';

/** Makes active clients of people whose requests wait, row by row: what cannot be done for one leaves the others alone. */
export async function approveRegistrations(
  ctx: RequestContext,
  input: ApproveRegistrationsInput,
): Promise<ApproveRegistrationsPayload> {
  if (!isId(input.organizationId)) throw notFound();
  const staff = await authorize(ctx, input.organizationId, 'registrations.manage');
  checkCount(input.registrations.length, { field: 'registrations', one: 'request' });
  if (typeof input.programId === 'string')
    await checkProgram(ctx, staff.organizationId, input.programId, ['programId']);
  return ctx.transaction(async (tx) => {
    const sequence = await lockNumberSequence(tx, staff.organizationId);
    const ids = input.registrations.map(({ id }) => id).filter(isId);
    const registrations = await readRegistrations(tx, staff.organizationId, ids, 'FOR UPDATE');
    const rows: RegistrationsRow[] = [];
    const approved: Approved[] = [];
    for (const wanted of input.registrations) {
      const registration = registrations.get(wanted.id);
      const done = await approve(tx, staff, sequence, registration, wanted);
      if ('clientId' in done) approved.push(done);
      rows.push(new RegistrationsRow(wanted.id, 'code' in done ? done : null));
    }
    await conclude(tx, staff, approved, input.programId ?? null);
    tx.afterCommit(() => noteForeignRequests(ctx, ids, registrations, staff.organizationId));
    const now = await readRegistrations(tx, staff.organizationId, ids);
    for (const row of rows) row.registration = now.get(row.id) ?? null;
    return Object.assign(new ApproveRegistrationsPayload(), { rows });
  });
}

interface Approved {
  registration: Registration;
  clientId: string;
  onFile: boolean;
}

type Refused = { code: string; reason: string };

/** Decides before it writes, since a row that is refused leaves nothing behind. */
async function approve(
  tx: RequestContext,
  staff: Staff,
  sequence: NumberSequence,
  registration: Registration | undefined,
  wanted: ApproveRegistrationInput,
): Promise<Approved | Refused> {
  const refused = whyNotWaiting(registration);
  if (refused || !registration) return refused ?? { code: 'NOT_FOUND', reason: '' };
  const { organizationId } = staff;
  const userId = registration.userId ?? '';
  const choice = await chooseClient(tx, registration, wanted.clientId ?? null);
  if ('code' in choice) return choice;
  if (choice.client === null) {
    const number = await numberFor(tx, sequence, wanted.number);
    if ('code' in number) return number;
    const { firstName, lastName, email } = registration;
    const [created] = await insertClients(tx, organizationId, sequence.now, [
      { firstName, lastName, email, number: number.number },
    ]);
    if (!created) throw new Error('no client was written');
    await activateClient(tx, { organizationId, clientId: created.id, userId });
    return markApproved(tx, staff, { registration, clientId: created.id, onFile: false });
  }
  const clientId = choice.client.id;
  const moved = choice.client.email !== registration.email;
  if (moved) await moveToAddress(tx, staff, choice.client, registration.email);
  await settleInvitation(tx, { organizationId, clientId });
  // Somebody who is the client already needs no more than the answer.
  if (choice.client.userId === null) await activateClient(tx, { organizationId, clientId, userId });
  // Once its status is settled, which stands where it is searched as well.
  if (moved)
    for (const client of await readClients(tx, organizationId, [clientId])) await refreshSearch(tx, client);
  await adoptName(tx, { organizationId, clientId }, registration);
  return markApproved(tx, staff, { registration, clientId, onFile: true });
}

async function numberFor(
  tx: RequestContext,
  sequence: NumberSequence,
  given: string | null | undefined,
): Promise<{ number: string } | Refused> {
  try {
    const number = readNumber(given, ['number']);
    if (number === null) return { number: (await takeNumbers(tx, sequence, 1, 0, []))[0] ?? '' };
    if ((await takenNumbers(tx, sequence.organizationId, [number])).length > 0)
      return { code: 'TAKEN', reason: 'Another client already has this number.' };
    return { number };
  } catch (error) {
    const [problem] = error instanceof UserErrors ? error.errors : [];
    if (!problem) throw error;
    return { code: problem.code, reason: problem.message };
  }
}

async function markApproved(tx: RequestContext, staff: Staff, approved: Approved): Promise<Approved> {
  const { registration, clientId } = approved;
  // So that the same request given twice is answered once.
  registration.status = 'APPROVED';
  await tx.db.query(
    `UPDATE registrations SET status = 'APPROVED', decided_at = NOW(3), decided_by = ?, client_id = ?, updated_at = NOW(3)
      WHERE id = ? AND status = 'WAITING'`,
    [staff.id, clientId, registration.id],
  );
  return approved;
}

async function conclude(
  tx: RequestContext,
  { id, organizationId }: Staff,
  approved: readonly Approved[],
  programId: string | null,
): Promise<void> {
  const clientIds = approved.map(({ clientId }) => clientId);
  if (programId) await enrolClients(tx, organizationId, programId, clientIds);
  await enqueueOrganizationMails(
    tx,
    approved.map(({ registration }) => ({
      organizationId,
      kind: 'REGISTRATION_APPROVED',
      sendKey: `registration:${registration.id}:approved:${registration.requestedAt?.getTime()}`,
      recipient: registration.email,
      url: `${tx.config.publicUrl}/portal/`,
    })),
  );
  await recordAudit(
    tx,
    approved.map(({ registration, clientId, onFile }) => ({
      organizationId,
      action: 'registration.approved',
      staffMemberId: id,
      subjectType: 'REGISTRATION',
      subjectId: registration.id,
      details: { clientId, onFile, ...(programId && { programId }) },
    })),
  );
}
