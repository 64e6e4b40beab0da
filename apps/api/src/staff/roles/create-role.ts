import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import { authorize } from '../authorize.js';
import { lockStaff } from '../lock-staff.js';
import { lockRole } from './find-role.js';
import type { CreateRoleInput } from './role.inputs.js';
import { CreateRolePayload } from './role.payloads.js';
import { readRoleName, readRolePermissions, refusingTakenName } from './role-fields.js';
import { writeRolePermissions } from './write-role-permissions.js';

export async function createRole(ctx: RequestContext, input: CreateRoleInput): Promise<CreateRolePayload> {
  if (!isId(input.organizationId)) throw notFound();
  await authorize(ctx, input.organizationId, 'roles.manage');
  const name = readRoleName(input.name);
  return ctx.transaction(async (tx) => {
    const staff = await lockStaff(tx, input.organizationId, 'roles.manage');
    const permissions = await readRolePermissions(tx, staff, input.permissions);
    const id = uuidv7();
    await refusingTakenName(
      tx.db.query('INSERT INTO roles (id, organization_id, name) VALUES (?, ?, ?)', [
        id,
        staff.organizationId,
        name,
      ]),
    );
    await writeRolePermissions(tx, id, permissions);
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action: 'role.created',
        staffMemberId: staff.id,
        subjectType: 'ROLE',
        subjectId: id,
        details: { permissions },
      },
    ]);
    const payload = new CreateRolePayload();
    payload.role = await lockRole(tx, staff.organizationId, id);
    return payload;
  });
}
