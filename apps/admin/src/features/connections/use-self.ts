import type { Choice } from '../../page/searched-choice';
import { useMay } from '../organizations/permissions';
import { useOrganization, useViewer } from '../organizations/viewer';

/** The viewer as a staff member of the organization. */
export function useSelf(): { id: string; name: string; isClinician: boolean } {
  const { slug } = useOrganization();
  const { name, staffMemberships } = useViewer();
  const membership = staffMemberships.find(({ organization }) => organization.slug === slug);
  return {
    id: membership?.id ?? '',
    name,
    isClinician: membership?.roles.some(({ id }) => id === 'CLINICIAN') ?? false,
  };
}

/** Whom an invitation offers to connect with before anybody has chosen. */
export function useFirstConnections(): Choice[] {
  const { id, name, isClinician } = useSelf();
  return useMay()('connections.manage') && isClinician ? [{ id, label: name }] : [];
}
