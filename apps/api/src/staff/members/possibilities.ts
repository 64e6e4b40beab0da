import { impossible, type Possibility, possible } from '../../possibility.js';
import type { Staff } from '../authorize.js';
import { beyondOwn } from '../grants.js';
import type { Permission } from '../permissions.js';
import type { StaffMemberStatus } from '../staff-member.entity.js';

/** What decides about what can be done with a staff member; `status` as of now, by the database's clock. */
export interface StaffFacts {
  id: string;
  status: StaffMemberStatus;
  /** Held through roles and singly, also by somebody who is not active. */
  permissions: ReadonlySet<Permission>;
}

const NOT_PERMITTED = impossible(
  'NOT_PERMITTED',
  'Your roles do not let you manage staff. Ask an owner or an administrator.',
);
const BEYOND_OWN_PERMISSIONS = impossible(
  'BEYOND_OWN_PERMISSIONS',
  'They may do more than you may. Ask somebody who may do at least as much.',
);
const YOURSELF = impossible(
  'YOURSELF',
  'You cannot deactivate yourself. You can leave the organization, under Settings.',
);
const ALREADY_ACTIVE = impossible('ALREADY_ACTIVE', 'They are a staff member already.');
const DEACTIVATED = impossible('DEACTIVATED', 'They have been deactivated. Reactivate them instead.');
const ALREADY_DEACTIVATED = impossible('ALREADY_DEACTIVATED', 'They have already been deactivated.');
const NOT_ACTIVE_YET = impossible(
  'NOT_ACTIVE_YET',
  'They have not accepted their invitation. Withdraw it to keep them out.',
);
const NOT_DEACTIVATED = impossible('NOT_DEACTIVATED', 'They have not been deactivated.');

/** Somebody who was invited and has not come in; whether the address wants it is asked apart. */
export function canInvite({ status }: Pick<StaffFacts, 'status'>): Possibility {
  if (status === 'ACTIVE') return ALREADY_ACTIVE;
  return status === 'DEACTIVATED' ? DEACTIVATED : possible;
}

/** Also one's own, as long as nothing is given that one does not hold. */
export function canChangeRoles(caller: Staff | null, member: StaffFacts): Possibility {
  if (!caller?.permissions.has('staff.manage')) return NOT_PERMITTED;
  if (beyondOwn(caller, member.permissions).length > 0) return BEYOND_OWN_PERMISSIONS;
  return possible;
}

export function canDeactivate(caller: Staff | null, member: StaffFacts): Possibility {
  const touching = canChangeRoles(caller, member);
  if (!touching.allowed) return touching;
  if (member.status === 'DEACTIVATED') return ALREADY_DEACTIVATED;
  if (member.status !== 'ACTIVE') return NOT_ACTIVE_YET;
  if (caller?.id === member.id) return YOURSELF;
  return possible;
}

export function canReactivate(caller: Staff | null, member: StaffFacts): Possibility {
  const touching = canChangeRoles(caller, member);
  if (!touching.allowed) return touching;
  if (member.status !== 'DEACTIVATED') return NOT_DEACTIVATED;
  return possible;
}
