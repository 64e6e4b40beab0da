import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { lockStaff, refuseUnless } from '../lock-staff.js';
import { canChangeRole, lockRole, organizationOfRole } from './find-role.js';
import type { UpdateRoleInput } from './role.inputs.js';
import { UpdateRolePayload } from './role.payloads.js';
import { readRoleName, readRolePermissions, refusingTakenName } from './role-fields.js';
import { writeRolePermissions } from './write-role-permissions.js';

/** What the role holds from now on counts for everybody who holds it, at their next request. */
export async function updateRole(ctx: RequestContext, input: UpdateRoleInput): Promise<UpdateRolePayload> {
  const organizationId = await organizationOfRole(ctx, input.id);
  const name = input.name == null ? null : readRoleName(input.name);
  return ctx.transaction(async (tx) => {
    const staff = await lockStaff(tx, organizationId, 'roles.manage');
    const before = await lockRole(tx, organizationId, input.id);
    refuseUnless(canChangeRole(staff, before), ['id']);
    const permissions =
      input.permissions == null ? null : await readRolePermissions(tx, staff, input.permissions);
    if (name !== null)
      await refusingTakenName(tx.db.query('UPDATE roles SET name = ? WHERE id = ?', [name, before.id]));
    if (permissions !== null) await writeRolePermissions(tx, before.id, permissions);
    const payload = new UpdateRolePayload();
    payload.role = await lockRole(tx, organizationId, before.id);
    await recordAudit(tx, [
      {
        organizationId,
        action: 'role.updated',
        staffMemberId: staff.id,
        subjectType: 'ROLE',
        subjectId: before.id,
        details: {
          renamed: payload.role.name !== before.name,
          before: before.permissions,
          after: payload.role.permissions,
        },
      },
    ]);
    return payload;
  });
}
