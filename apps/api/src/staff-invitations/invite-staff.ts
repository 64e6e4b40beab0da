import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { duplicateKey } from '../database/transaction.js';
import { foreseeRefusals } from '../email/limits/refuse-mails.js';
import { SUPPRESSED } from '../email/limits/suppressions.js';
import { createMailing } from '../email/mailing/create-mailing.js';
import { type CheckedMessage, checkMessage } from '../email/message/check-message.js';
import { createMessage } from '../email/message/create-message.js';
import { notFound, UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { sendInvitations } from '../invitations/send-invitations.js';
import type { Possibility } from '../possibility.js';
import { authorize, type Staff } from '../staff/authorize.js';
import { type Grants, readGrants, refuseBeyondOwn } from '../staff/grants.js';
import { writeGrants } from '../staff/write-grants.js';
import { connectInvitee, readClientIds } from './connect-invitee.js';
import { findInvited } from './find-invited.js';
import type { InviteStaffInput } from './invite-staff.inputs.js';
import { InviteStaffPayload } from './invite-staff.payload.js';
import { type Invitee, readInvitee } from './read-invitee.js';

interface Wanted extends Grants {
  invitee: Invitee;
  clientIds: readonly string[];
  /** Null for the default. */
  message: CheckedMessage | null;
}

/**
 * Somebody becomes a staff member without a user, whose roles and grants stand ready, and gets an invitation. Who has
 * been invited already and has not accepted is offered it anew, with what is given now. All of it or nothing.
 */
export async function inviteStaff(ctx: RequestContext, input: InviteStaffInput): Promise<InviteStaffPayload> {
  if (!isId(input.organizationId)) throw notFound();
  const staff = await authorize(ctx, input.organizationId, 'staff.invite');
  const wanted: Wanted = {
    invitee: readInvitee(input),
    roleIds: [...new Set(input.roleIds)],
    permissions: [...new Set(input.permissions ?? [])],
    clientIds: readClientIds(staff, input.clientIds),
    message: input.message ? checkMessage(input.message, ['message'], 'STAFF') : null,
  };
  await refuseUnmailable(ctx, staff, wanted.invitee);
  return ctx.transaction((tx) => invite(tx, staff, wanted));
}

/** The attempt at an address that asked not to be invited is written down apart: what refuses it is rolled back. */
async function refuseUnmailable(ctx: RequestContext, staff: Staff, { email }: Invitee): Promise<void> {
  const { organizationId } = staff;
  const sender = { organizationId, staffMemberId: staff.id };
  const refusals = await foreseeRefusals(ctx, sender, [{ id: organizationId, email }]);
  if (refusals.size === 0) return;
  if (refusals.get(organizationId) === SUPPRESSED)
    ctx.services.denials.note(ctx, {
      organizationId,
      action: 'mail.suppressed',
      staffMemberId: staff.id,
      subjectType: 'ORGANIZATION',
      subjectId: organizationId,
    });
  throw unmailable(refusals);
}

function unmailable(refusals: ReadonlyMap<string, Possibility>): UserErrors {
  return new UserErrors(
    ...[...refusals.values()].map(({ code, reason }) => new UserError(code ?? '', reason ?? '', ['email'])),
  );
}

async function invite(tx: RequestContext, staff: Staff, wanted: Wanted): Promise<InviteStaffPayload> {
  const { organizationId } = staff;
  await refuseGrants(tx, staff, wanted);
  const known = await findInvited(tx, staff, wanted.invitee);
  const staffMemberId = known ?? uuidv7();
  await writeInvitee(tx, organizationId, staffMemberId, wanted.invitee, known !== null);
  await writeGrants(tx, staffMemberId, wanted);
  await connectInvitee(tx, staff, staffMemberId, wanted.clientIds);

  const messageId = await createMessage(tx, organizationId, wanted.message, 'STAFF');
  const mailingId = await createMailing(tx, staff);
  const refusals = await sendInvitations(
    tx,
    { organizationId, recipient: 'STAFF', staffMemberId: staff.id, messageId, mailingId },
    [{ id: staffMemberId, email: wanted.invitee.email, isNew: known === null }],
  );
  if (refusals.size > 0) throw unmailable(refusals);
  const [invitation] = await tx.db.query<{ id: string }[]>(
    'SELECT id FROM invitations WHERE staff_member_id = ?',
    [staffMemberId],
  );
  await recordAudit(tx, [
    {
      organizationId,
      action: 'staff.invited',
      staffMemberId: staff.id,
      subjectType: 'STAFF_MEMBER',
      subjectId: staffMemberId,
      details: {
        invitationId: invitation?.id,
        roles: wanted.roleIds,
        permissions: wanted.permissions,
        renewed: known !== null,
      },
    },
  ]);
  return Object.assign(new InviteStaffPayload(), {
    staffMemberId,
    invitationId: invitation?.id ?? null,
    mailingId,
    renewed: known !== null,
  });
}

/** Nobody invites to more than they hold. */
async function refuseGrants(
  tx: RequestContext,
  staff: Staff,
  { roleIds, permissions }: Grants,
): Promise<void> {
  const { organizationId } = staff;
  refuseBeyondOwn(staff, await readGrants(tx, organizationId, { roleIds, permissions: [] }), ['roleIds']);
  refuseBeyondOwn(staff, await readGrants(tx, organizationId, { roleIds: [], permissions }), ['permissions']);
}

async function writeInvitee(
  tx: RequestContext,
  organizationId: string,
  id: string,
  { firstName, lastName, email, number }: Invitee,
  known: boolean,
): Promise<void> {
  try {
    if (known)
      await tx.db.query(
        `UPDATE staff_members SET first_name = ?, last_name = ?, number = COALESCE(?, number)
          WHERE organization_id = ? AND id = ?`,
        [firstName, lastName, number, organizationId, id],
      );
    else
      await tx.db.query(
        `INSERT INTO staff_members (id, organization_id, number, email, first_name, last_name)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [id, organizationId, number, email, firstName, lastName],
      );
  } catch (error) {
    // Somebody else took it since we looked.
    const key = duplicateKey(error);
    if (key === 'uq_staff_members_number') throw new UserErrors(numberTaken());
    if (key === 'uq_staff_members_email')
      throw new UserErrors(
        new UserError('TAKEN', 'They have just been invited by somebody else.', ['email']),
      );
    throw error;
  }
}

function numberTaken(): UserError {
  return new UserError('TAKEN', 'Another staff member already has this number.', ['number']);
}
