import type { RequestContext } from '../../context.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId } from '../../id.js';
import type { Possibility } from '../../possibility.js';
import { impossible, possible } from '../../possibility.js';
import { authorize, type Staff } from '../authorize.js';
import { beyondOwn } from '../grants.js';
import { isBuiltInRole, permissionsOf } from '../permissions.js';
import { rolesByIds } from '../read-roles.js';
import type { Role } from '../role.entity.js';

const BUILT_IN = impossible(
  'BUILT_IN',
  'Built-in roles are the same in every organization. Make one of your own.',
);
const NOT_PERMITTED = impossible(
  'NOT_PERMITTED',
  'Your roles do not let you change roles. Ask an owner or an administrator.',
);
const BEYOND_OWN_PERMISSIONS = impossible(
  'BEYOND_OWN_PERMISSIONS',
  'This role may do more than you may. Ask somebody who may do at least as much.',
);

/** Whether the caller can change a role: nobody touches one that holds more than they do. */
export function canChangeRole(
  caller: Staff | null,
  role: Pick<Role, 'builtIn' | 'permissions'>,
): Possibility {
  if (role.builtIn) return BUILT_IN;
  if (!caller?.permissions.has('roles.manage')) return NOT_PERMITTED;
  return beyondOwn(caller, permissionsOf(role.permissions)).length > 0 ? BEYOND_OWN_PERMISSIONS : possible;
}

/** Nobody loses a right because a role was tidied away: whoever holds it gets another first. */
export function canDeleteRole(
  caller: Staff | null,
  role: Pick<Role, 'builtIn' | 'permissions'>,
  holders: number,
): Possibility {
  const changing = canChangeRole(caller, role);
  if (!changing.allowed || holders === 0) return changing;
  return impossible(
    'IN_USE',
    `${holders === 1 ? 'One staff member holds' : `${holders} staff members hold`} this role. Give them another first.`,
  );
}

/** The organization of a role, once the caller is known to be allowed to change roles there. */
export async function organizationOfRole(ctx: RequestContext, id: string): Promise<string> {
  if (isBuiltInRole(id))
    throw new UserErrors(new UserError(BUILT_IN.code ?? '', BUILT_IN.reason ?? '', ['id']));
  const [row] = isId(id)
    ? await ctx.db.query<{ organization_id: string }[]>('SELECT organization_id FROM roles WHERE id = ?', [
        id,
      ])
    : [];
  if (!row) throw notFound();
  return (await authorize(ctx, row.organization_id, 'roles.manage')).organizationId;
}

/** A role of the organization, kept as it is until the transaction ends. */
export async function lockRole(tx: RequestContext, organizationId: string, id: string): Promise<Role> {
  const rows = await tx.db.query<{ id: string }[]>(
    'SELECT id FROM roles WHERE organization_id = ? AND id = ? FOR UPDATE',
    [organizationId, id],
  );
  const role = rows.length > 0 ? (await rolesByIds(tx, [id])).get(id) : undefined;
  if (!role) throw notFound();
  return { ...role, organizationId };
}
