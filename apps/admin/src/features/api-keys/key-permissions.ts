/** What a key can hold, in the order in which it is offered; seeing the organization comes with any of them. */
export const keyPermissionGroups = [
  { id: 'clients', permissions: ['clients.read', 'clients.create', 'clients.update', 'clients.invite'] },
  { id: 'invitations', permissions: ['invitations.read', 'invitations.resend', 'invitations.withdraw'] },
  { id: 'programs', permissions: ['programs.read', 'programs.manage'] },
  { id: 'others', permissions: ['staff.read', 'connections.manage', 'exports.run'] },
] as const;

type KeyPermission = (typeof keyPermissionGroups)[number]['permissions'][number];

export const keyPermissions: readonly KeyPermission[] = keyPermissionGroups.flatMap(
  ({ permissions }) => permissions,
);

/** The main job: find out where, create, invite, and see what became of it. */
export const usualPermissions: readonly KeyPermission[] = [
  'clients.read',
  'clients.create',
  'clients.invite',
  'invitations.read',
  'programs.read',
];

/** As the catalogue of words has it: a dot would be a path there. */
export function wordOf(permission: KeyPermission) {
  return permission.replace('.', '_') as
    | 'clients_read'
    | 'clients_create'
    | 'clients_update'
    | 'clients_invite'
    | 'invitations_read'
    | 'invitations_resend'
    | 'invitations_withdraw'
    | 'programs_read'
    | 'programs_manage'
    | 'staff_read'
    | 'connections_manage'
    | 'exports_run';
}
