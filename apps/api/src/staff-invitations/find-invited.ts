import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import type { Staff } from '../staff/authorize.js';
import { beyondOwn } from '../staff/grants.js';
import { grantsHeldBy, NOTHING_HELD } from '../staff/read-permissions.js';
import type { Invitee } from './read-invitee.js';

interface Known {
  id: string;
  name: string;
  active: 0 | 1;
  deactivated: 0 | 1;
}

/**
 * Who has been invited with this address and has not accepted yet, locked; null when nobody of the staff has it, on file or to
 * sign in with. Whoever is in already, or was, is told at the field.
 */
export async function findInvited(
  tx: RequestContext,
  staff: Staff,
  { email }: Pick<Invitee, 'email'>,
): Promise<string | null> {
  const ids = await tx.db.query<{ id: string }[]>(
    `SELECT m.id FROM staff_members m WHERE m.organization_id = ? AND m.email = ?
      UNION SELECT m.id FROM users u JOIN staff_members m ON m.organization_id = ? AND m.user_id = u.id WHERE u.email = ?`,
    [staff.organizationId, email, staff.organizationId, email],
  );
  if (ids.length === 0) return null;
  const members = await tx.db.query<Known[]>(
    `SELECT id, TRIM(CONCAT(first_name, ' ', last_name)) AS name, user_id IS NOT NULL AS active,
            deactivated_at IS NOT NULL AS deactivated
       FROM staff_members WHERE id IN (?) ORDER BY user_id IS NULL, id FOR UPDATE`,
    [ids.map(({ id }) => id)],
  );
  const [member] = members;
  if (!member) return null;
  if (member.deactivated)
    throw refusal('DEACTIVATED', `${member.name} has been deactivated. Reactivate them instead.`);
  if (member.active) throw refusal('TAKEN', `${member.name} already works here with this address.`);
  // Whose offer one writes anew, one could have written.
  const { permissions } = (await grantsHeldBy(tx, [member.id])).get(member.id) ?? NOTHING_HELD;
  if (beyondOwn(staff, permissions).length > 0)
    throw refusal(
      'BEYOND_OWN_PERMISSIONS',
      `${member.name} has been invited to more than you may do yourself. Ask somebody who may do at least as much.`,
    );
  return member.id;
}

function refusal(code: string, message: string): UserErrors {
  return new UserErrors(new UserError(code, message, ['email']));
}
