import {
  type Icon,
  IconHistory,
  IconLayoutGrid,
  IconMailOpened,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import { type Permission, useMay } from '../features/organizations/permissions';
import { paths } from '../paths';

export interface OrganizationPage {
  /** Also the key of its name among the words of the frame. */
  id: 'clients' | 'invitations' | 'programs' | 'audit' | 'settings';
  icon: Icon;
  path: (slug: string) => string;
  /** It is there for whoever holds one of these; left out, for all staff. */
  anyOf?: readonly Permission[];
  /** At the bottom of the rail. */
  last?: boolean;
}

/** The pages of an organization, in the order of the rail; the first that the viewer may see is where they begin. */
const PAGES: readonly OrganizationPage[] = [
  { id: 'clients', icon: IconUsers, path: paths.clients, anyOf: ['clients.read', 'clients.readOwn'] },
  {
    id: 'invitations',
    icon: IconMailOpened,
    path: paths.invitations,
    anyOf: ['invitations.read', 'clients.inviteOwn'],
  },
  { id: 'programs', icon: IconLayoutGrid, path: paths.programs, anyOf: ['programs.read'] },
  { id: 'audit', icon: IconHistory, path: paths.audit, anyOf: ['audit.read'], last: true },
  { id: 'settings', icon: IconSettings, path: paths.settings, last: true },
];

export function usePages(): OrganizationPage[] {
  const may = useMay();
  return PAGES.filter(({ anyOf }) => !anyOf || may(...anyOf));
}
