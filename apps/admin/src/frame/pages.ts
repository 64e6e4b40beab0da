import {
  type Icon,
  IconHistory,
  IconKey,
  IconLayoutGrid,
  IconLifebuoy,
  IconListDetails,
  IconMailOpened,
  IconSettings,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type Permission, TO_FOLLOW_BULK_OPERATIONS, useMay } from '../features/organizations/permissions';
import { type Organization, useOrganization } from '../features/organizations/viewer';
import { paths } from '../paths';

export interface OrganizationPage {
  /** Also the key of its name among the words of the frame. */
  id:
    | 'clients'
    | 'invitations'
    | 'bulkOperations'
    | 'registrations'
    | 'programs'
    | 'staff'
    | 'support'
    | 'apiKeys'
    | 'audit'
    | 'settings';
  icon: Icon;
  path: (slug: string) => string;
  /** It is there for whoever holds one of these; left out, for all staff. */
  anyOf?: readonly Permission[];
  /** It is there only for an organization like this. */
  when?: (organization: Organization) => boolean;
  /** How much there is to be done, shown as a badge. */
  count?: (organization: Organization) => number | null | undefined;
  /** Looking after the whole organization: apart, for whoever does so. */
  administration?: boolean;
  /** At the bottom of the rail. */
  last?: boolean;
  /** Not in the rail: it is reached from where its work is begun, and by search. */
  aside?: boolean;
}

/** The pages of an organization, in the order of the rail; the first that the viewer may see is where they begin. */
const PAGES: readonly OrganizationPage[] = [
  { id: 'clients', icon: IconUsers, path: paths.clients, anyOf: ['clients.read', 'clients.readOwn'] },
  {
    id: 'invitations',
    administration: true,
    icon: IconMailOpened,
    path: paths.invitations,
    anyOf: ['invitations.read', 'clients.inviteOwn', 'staff.read'],
    count: ({ openInvitationCount }) => openInvitationCount,
  },
  {
    id: 'registrations',
    administration: true,
    icon: IconUserPlus,
    path: paths.registrations,
    anyOf: ['registrations.manage'],
    when: ({ registrationMode, waitingRegistrationCount }) =>
      registrationMode === 'WITH_APPROVAL' || (waitingRegistrationCount ?? 0) > 0,
    count: ({ waitingRegistrationCount }) => waitingRegistrationCount,
  },
  {
    id: 'programs',
    administration: true,
    icon: IconLayoutGrid,
    path: paths.programs,
    anyOf: ['programs.read'],
  },
  { id: 'staff', administration: true, icon: IconUsersGroup, path: paths.staff, anyOf: ['staff.read'] },
  {
    id: 'support',
    administration: true,
    icon: IconLifebuoy,
    path: paths.support,
    anyOf: ['support.use'],
  },
  { id: 'apiKeys', icon: IconKey, path: paths.apiKeys, anyOf: ['apiKeys.manage'], last: true },
  { id: 'audit', icon: IconHistory, path: paths.audit, anyOf: ['audit.read'], last: true },
  { id: 'settings', icon: IconSettings, path: paths.settings, last: true },
  {
    id: 'bulkOperations',
    icon: IconListDetails,
    path: paths.bulkOperations,
    anyOf: TO_FOLLOW_BULK_OPERATIONS,
    aside: true,
  },
];

export function usePages(): OrganizationPage[] {
  const may = useMay();
  const organization = useOrganization();
  return PAGES.filter(({ anyOf, when }) => (!anyOf || may(...anyOf)) && (!when || when(organization)));
}

/** Whoever acts for the whole organization finds that together, under a name of its own. */
const ADMINISTRATION = [
  'clients.create',
  'clients.invite',
  'staff.invite',
  'staff.manage',
  'settings.manage',
] as const satisfies readonly Permission[];

export function useAdministration(): boolean {
  return useMay()(...ADMINISTRATION);
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
