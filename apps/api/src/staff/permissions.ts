/**
 * Every permission there is, with what it lets a staff member do in their organization. The table in docs/permissions.md
 * is made from this file.
 */
export const PERMISSION_TEXTS = {
  'organization.read': 'See the organization and its defaults',
  'organization.own': 'Give and take the role of owner',
  'settings.manage': 'Change the settings of the organization',
  'clients.read': 'See all clients',
  'clients.readOwn': 'See the clients one is connected to',
  'clients.create': 'Create clients, one or many',
  'clients.update': "Correct any client's details",
  'clients.invite': 'Invite any client',
  'clients.inviteOwn': 'Create, correct and invite clients one is connected to',
  'invitations.read': 'See all open invitations and what became of their mails',
  'invitations.resend': 'Remind and resend',
  'invitations.withdraw': 'Withdraw invitations',
  'programs.read': 'See the programs',
  'programs.manage': 'Create and rename programs, and put clients into them',
  'connections.manage': 'Connect any staff member with any client',
  'staff.read': 'See the staff and their roles',
  'staff.invite': 'Invite staff, to no more than one may oneself',
  'staff.manage': 'Change roles and permissions of staff, and deactivate them',
  'roles.manage': 'Make and change roles of the organization',
  'registrations.manage': 'Answer requests of people who want to become a client',
  'support.use': 'Find an invitation, see what happened to it, remind and resend; no clinical content',
  'forms.manage': 'Choose and keep intake forms',
  'exports.run': 'Export management information',
  'apiKeys.manage': 'Create, rotate and revoke keys of partner apps',
  'audit.read': 'Read, export and verify the audit log',
} as const;

/** What a staff member may do; a role is a set of these. */
export type Permission = keyof typeof PERMISSION_TEXTS;

export const PERMISSIONS = Object.keys(PERMISSION_TEXTS) as Permission[];

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSION_TEXTS, text);
}

/** Who may do the wider thing may do the narrower one. */
const IMPLIED: Partial<Record<Permission, Permission[]>> = {
  'clients.read': ['clients.readOwn'],
  'clients.invite': ['clients.inviteOwn'],
  'clients.inviteOwn': ['clients.readOwn'],
};

/** What whoever lacks the permission itself may still do to the clients they are connected to. */
export const FOR_CONNECTED: Partial<Record<Permission, Permission>> = {
  'clients.read': 'clients.readOwn',
  'clients.create': 'clients.inviteOwn',
  'clients.update': 'clients.inviteOwn',
  'clients.invite': 'clients.inviteOwn',
  'invitations.read': 'clients.inviteOwn',
  'invitations.resend': 'clients.inviteOwn',
  'invitations.withdraw': 'clients.inviteOwn',
};

/** All that a key of a partner app can hold: what is about other staff, their rights and the record of them is for people. */
export const KEY_PERMISSIONS = [
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
  'connections.manage',
  'staff.read',
  'exports.run',
] as const satisfies readonly Permission[];

const FOR_KEYS: ReadonlySet<string> = new Set<string>(KEY_PERMISSIONS);

export function isKeyPermission(text: string): boolean {
  return FOR_KEYS.has(text);
}

const ASSISTANT: Permission[] = [
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
  'connections.manage',
  'staff.read',
  'staff.invite',
  'registrations.manage',
];

/** The roles that every organization has; their keys are their ids. */
export const BUILT_IN_ROLES = {
  OWNER: { name: 'Owner', permissions: PERMISSIONS },
  ADMINISTRATOR: {
    name: 'Administrator',
    permissions: PERMISSIONS.filter((permission) => permission !== 'organization.own'),
  },
  ASSISTANT: { name: 'Assistant', permissions: ASSISTANT },
  CLINICIAN: {
    name: 'Clinician',
    permissions: ['organization.read', 'clients.readOwn', 'programs.read'] as Permission[],
  },
  SUPPORT: { name: 'Support', permissions: ['organization.read', 'support.use'] as Permission[] },
} as const satisfies Record<string, { name: string; permissions: readonly Permission[] }>;

export type BuiltInRole = keyof typeof BUILT_IN_ROLES;

export function isBuiltInRole(id: string): id is BuiltInRole {
  return Object.hasOwn(BUILT_IN_ROLES, id);
}

/**
 * What built-in roles and single permissions come to together. An unknown name, for example of a newer release, grants
 * nothing; whoever may do anything at all sees the organization.
 */
export function permissionsOf(grants: readonly string[]): ReadonlySet<Permission> {
  const permissions = new Set<Permission>();
  const add = (permission: Permission) => {
    if (permissions.has(permission)) return;
    permissions.add(permission);
    for (const implied of IMPLIED[permission] ?? []) add(implied);
  };
  for (const grant of grants) {
    if (isBuiltInRole(grant)) BUILT_IN_ROLES[grant].permissions.forEach(add);
    else if (isPermission(grant)) add(grant);
  }
  if (permissions.size > 0) add('organization.read');
  return permissions;
}
