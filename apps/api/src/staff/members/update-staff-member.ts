import { recordAudit } from '../../audit/record-audit.js';
import { readEmail, readName } from '../../clients/client-fields.js';
import { readNumber } from '../../clients/create/client-numbers.js';
import type { RequestContext } from '../../context.js';
import { duplicateKey } from '../../database/transaction.js';
import { UserError, UserErrors } from '../../errors.js';
import { replaceStaffAddress } from '../../staff-invitations/replace-staff-address.js';
import { refuseUnless } from '../lock-staff.js';
import type { StaffMember } from '../staff-member.entity.js';
import { staffMemberFor } from './get-staff-member.js';
import { lockStaffMember } from './lock-staff-member.js';
import { canChangeRoles } from './possibilities.js';
import type { UpdateStaffMemberInput } from './staff-member.inputs.js';
import { UpdateStaffMemberPayload } from './staff-member.payloads.js';

type Change = Partial<Pick<StaffMember, 'firstName' | 'lastName' | 'number' | 'email'>>;

/**
 * Corrects what is on file. Another address kills the link that was sent to the old one. Nobody touches what stands of
 * somebody who may do more: whose address one writes, one could become.
 */
export async function updateStaffMember(
  ctx: RequestContext,
  input: UpdateStaffMemberInput,
): Promise<UpdateStaffMemberPayload> {
  const { member: found } = await staffMemberFor(ctx, input.id, 'staff.manage');
  const change = readChange(input);
  return ctx.transaction(async (tx) => {
    const { staff, member, facts } = await lockStaffMember(tx, found);
    refuseUnless(canChangeRoles(staff, facts), ['id']);
    const after = { ...member, ...change };
    const emailChanged = after.email !== member.email;
    if (emailChanged && (member.status === 'ACTIVE' || member.status === 'DEACTIVATED'))
      throw new UserErrors(
        new UserError('OWN_ADDRESS', 'They sign in with this address, so only they can change it.', [
          'email',
        ]),
      );
    await refusingTaken(
      tx.db.query(
        `UPDATE staff_members SET first_name = ?, last_name = ?, number = ?, email = ?
          WHERE organization_id = ? AND id = ?`,
        [after.firstName, after.lastName, after.number, after.email, member.organizationId, member.id],
      ),
    );
    const payload = new UpdateStaffMemberPayload();
    if (emailChanged && after.email !== null)
      payload.linkReplaced = await replaceStaffAddress(tx, {
        organizationId: member.organizationId,
        staffMemberId: member.id,
        email: after.email,
        correctedBy: staff.id,
      });
    await recordAudit(tx, [
      {
        organizationId: member.organizationId,
        action: 'staff.updated',
        staffMemberId: staff.id,
        subjectType: 'STAFF_MEMBER',
        subjectId: member.id,
        details: { fields: changedFields(member, change), linkReplaced: payload.linkReplaced },
      },
    ]);
    payload.staffMember = await tx.loaders.staffMember.load(member.id);
    return payload;
  });
}

function readChange(input: UpdateStaffMemberInput): Change {
  const change: Change = {};
  if (input.firstName !== undefined) change.firstName = readName(input.firstName, ['firstName']) ?? '';
  if (input.lastName !== undefined) change.lastName = readName(input.lastName, ['lastName']) ?? '';
  if (input.number !== undefined) change.number = readNumber(input.number, ['number']);
  if (input.email !== undefined) {
    change.email = readEmail(input.email, ['email']);
    if (change.email === null)
      throw new UserErrors(
        new UserError('REQUIRED', 'Staff are invited by mail and sign in with their address.', ['email']),
      );
  }
  return change;
}

function changedFields(member: StaffMember, change: Change): string[] {
  return Object.entries(change).flatMap(([field, value]) =>
    value === member[field as keyof Change] ? [] : field,
  );
}

async function refusingTaken(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    const key = duplicateKey(error);
    if (key === 'uq_staff_members_number')
      throw new UserErrors(
        new UserError('TAKEN', 'Another staff member already has this number.', ['number']),
      );
    if (key === 'uq_staff_members_email')
      throw new UserErrors(
        new UserError('TAKEN', 'Another staff member already has this address.', ['email']),
      );
    throw error;
  }
}
