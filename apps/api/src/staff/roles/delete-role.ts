import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { lockStaff, refuseUnless } from '../lock-staff.js';
import { canDeleteRole, lockRole, organizationOfRole } from './find-role.js';
import type { DeleteRoleInput } from './role.inputs.js';
import { DeleteRolePayload } from './role.payloads.js';

/** Refused while anybody holds the role, whatever their status. */
export async function deleteRole(ctx: RequestContext, input: DeleteRoleInput): Promise<DeleteRolePayload> {
  const organizationId = await organizationOfRole(ctx, input.id);
  return ctx.transaction(async (tx) => {
    const staff = await lockStaff(tx, organizationId, 'roles.manage');
    const role = await lockRole(tx, organizationId, input.id);
    const holders = await tx.loaders.holdersOfRole.load({ organizationId, roleId: role.id });
    refuseUnless(canDeleteRole(staff, role, holders), ['id']);
    await tx.db.query('DELETE FROM roles WHERE organization_id = ? AND id = ?', [organizationId, role.id]);
    await recordAudit(tx, [
      {
        organizationId,
        action: 'role.deleted',
        staffMemberId: staff.id,
        subjectType: 'ROLE',
        subjectId: role.id,
        details: { permissions: role.permissions },
      },
    ]);
    const payload = new DeleteRolePayload();
    payload.deletedRoleId = role.id;
    return payload;
  });
}
