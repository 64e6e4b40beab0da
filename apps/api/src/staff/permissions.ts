import { registerEnumType } from 'type-graphql';

export const PERMISSIONS = [
  'organization.read',
  'clients.read',
  'clients.create',
  'clients.update',
  'clients.invite',
  'invitations.read',
  'invitations.resend',
  'invitations.withdraw',
  'programs.read',
  'programs.manage',
] as const;
/** What a staff member may do; a role is a set of these. */
export type Permission = (typeof PERMISSIONS)[number];

export const StaffRole = { OWNER: 'OWNER', ADMINISTRATOR: 'ADMINISTRATOR' } as const;
export type StaffRole = (typeof StaffRole)[keyof typeof StaffRole];

registerEnumType(StaffRole, {
  name: 'StaffRole',
  description: 'Named sets of permissions; a staff member holds one or several.',
});

const ROLES: Record<StaffRole, readonly Permission[]> = {
  OWNER: PERMISSIONS,
  ADMINISTRATOR: PERMISSIONS,
};

/** An unknown role, for example of a newer release, grants nothing. */
export function permissionsOf(roles: readonly string[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => ROLES[role as StaffRole] ?? []));
}
