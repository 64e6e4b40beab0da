import {
  type Icon,
  IconLayoutGrid,
  IconLifebuoy,
  IconMailOpened,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type Permission, useMay } from '../features/organizations/permissions';
import { paths } from '../paths';

export interface OrganizationPage {
  /** Also the key of its name among the words of the frame. */
  id: 'clients' | 'invitations' | 'programs' | 'staff' | 'support' | 'settings';
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
    anyOf: ['invitations.read', 'clients.inviteOwn', 'staff.read'],
  },
  { id: 'programs', icon: IconLayoutGrid, path: paths.programs, anyOf: ['programs.read'] },
  { id: 'staff', icon: IconUsersGroup, path: paths.staff, anyOf: ['staff.read'] },
  { id: 'support', icon: IconLifebuoy, path: paths.support, anyOf: ['support.use'] },
  { id: 'settings', icon: IconSettings, path: paths.settings, last: true },
];

export function usePages(): OrganizationPage[] {
  const may = useMay();
  return PAGES.filter(({ anyOf }) => !anyOf || may(...anyOf));
}

/** What stands below a page and asks for something else. */
const WITHIN: readonly Pick<OrganizationPage, 'path' | 'anyOf'>[] = [
  { path: (slug) => `${paths.clients(slug)}/create`, anyOf: ['clients.create'] },
  { path: paths.inviteStaff, anyOf: ['staff.invite'] },
];

/** Whether the viewer's roles show them the page at an address; what is no page of these shows itself to everybody. */
export function isShown(pathname: string, slug: string, may: (...anyOf: Permission[]) => boolean): boolean {
  const within = (base: string) => pathname === base || pathname.startsWith(`${base}/`);
  const page = [...WITHIN, ...PAGES].find(({ path }) => within(path(slug)));
  return !page?.anyOf || may(...page.anyOf);
}
