import { useMemo } from 'react';
import { useOrganization, useViewer } from './viewer';

/** As the API names them; docs/permissions.md has the table of roles. */
export type Permission =
  | 'apiKeys.manage'
  | 'audit.read'
  | 'clients.create'
  | 'clients.invite'
  | 'clients.inviteOwn'
  | 'clients.read'
  | 'clients.readOwn'
  | 'clients.update'
  | 'connections.manage'
  | 'exports.run'
  | 'forms.manage'
  | 'invitations.read'
  | 'invitations.resend'
  | 'invitations.withdraw'
  | 'organization.own'
  | 'organization.read'
  | 'programs.manage'
  | 'programs.read'
  | 'registrations.manage'
  | 'roles.manage'
  | 'settings.manage'
  | 'staff.invite'
  | 'staff.manage'
  | 'staff.read'
  | 'support.use';

/** Whoever sees all clients, or may do something to many. */
export const TO_FOLLOW_BULK_OPERATIONS = [
  'clients.read',
  'clients.invite',
  'clients.inviteOwn',
  'invitations.resend',
  'invitations.withdraw',
  'programs.manage',
  'connections.manage',
  'staff.invite',
] as const satisfies readonly Permission[];

/**
 * Whether the viewer may do any of the things named, in the organization in the address. The API decides anew at every
 * request; this only keeps from the screen what would be refused.
 */
export function useMay(): (...anyOf: Permission[]) => boolean {
  const { slug } = useOrganization();
  const { staffMemberships } = useViewer();
  return useMemo(() => {
    const membership = staffMemberships.find(({ organization }) => organization.slug === slug);
    const held = new Set<string>(membership?.permissions ?? []);
    return (...anyOf) => anyOf.some((permission) => held.has(permission));
  }, [slug, staffMemberships]);
}
