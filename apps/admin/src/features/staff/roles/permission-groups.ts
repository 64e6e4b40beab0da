import type { Permission } from '../../organizations/permissions';

/** How permissions are shown: together by what they are about, from the everyday to the rare. */
export const permissionGroups = {
  clients: [
    'clients.read',
    'clients.readOwn',
    'clients.create',
    'clients.update',
    'clients.invite',
    'clients.inviteOwn',
    'connections.manage',
    'registrations.manage',
  ],
  invitations: ['invitations.read', 'invitations.resend', 'invitations.withdraw', 'support.use'],
  care: ['programs.read', 'programs.manage', 'forms.manage'],
  staff: ['staff.read', 'staff.invite', 'staff.manage', 'roles.manage'],
  organization: [
    'organization.read',
    'settings.manage',
    'exports.run',
    'apiKeys.manage',
    'audit.read',
    'organization.own',
  ],
} as const satisfies Record<string, readonly Permission[]>;

type PermissionGroup = keyof typeof permissionGroups;

export const groupNames = Object.keys(permissionGroups) as PermissionGroup[];

const all: readonly string[] = Object.values(permissionGroups).flat();

/** What is not known here yet, for example of a newer API, cannot be shown in words. */
export function isKnownPermission(text: string): text is Permission {
  return all.includes(text);
}

/** In the order in which they are shown. */
export function inShownOrder(permissions: Iterable<string>): Permission[] {
  const held = new Set(permissions);
  return all.filter((permission): permission is Permission => held.has(permission));
}
