/** Every address of the SPA, below /admin. Links come from here and nowhere else. */
export const createClientsSteps = ['who', 'message', 'progress'] as const;
export type CreateClientsStep = (typeof createClientsSteps)[number];

/** Beside the SPA, not in it: the documentation of the API. */
export const explorerAddress = '/explorer/';
const inviteClientSteps = ['who', 'message'] as const;
export type InviteClientStep = (typeof inviteClientSteps)[number];

const organization = (slug: string) => `/o/${encodeURIComponent(slug)}`;

export const paths = {
  home: '/',
  signIn: (next?: string) =>
    next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in',
  forgottenPassword: '/forgotten-password',
  resetPassword: '/reset-password',
  start: '/start',
  newOrganization: '/organizations/new',
  organization,
  clients: (slug: string, search = '') => `${organization(slug)}/clients${search}`,
  createClients: (slug: string, step: CreateClientsStep = 'who', search = '') =>
    `${organization(slug)}/clients/create/${step}${search}`,
  /** One's own clients, to act on, for whoever may not act on all. */
  manageClients: (slug: string) => `${organization(slug)}/clients?manage=1`,
  inviteClient: (slug: string, step: InviteClientStep = 'who', search = '') =>
    `${organization(slug)}/clients/invite/${step}${search}`,
  client: (slug: string, clientId: string) => `${organization(slug)}/clients/${clientId}`,
  clientsOfProgram: (slug: string, programId: string) =>
    `${organization(slug)}/clients?program=${encodeURIComponent(programId)}`,
  invitations: (slug: string, search = '') => `${organization(slug)}/invitations${search}`,
  bulkOperations: (slug: string) => `${organization(slug)}/actions`,
  programs: (slug: string) => `${organization(slug)}/programs`,
  apiKeys: (slug: string) => `${organization(slug)}/api-keys`,
  audit: (slug: string) => `${organization(slug)}/audit`,
  staff: (slug: string) => `${organization(slug)}/staff`,
  /** Somebody new, or somebody on file once more. */
  inviteStaff: (slug: string, again?: string) =>
    `${organization(slug)}/staff/invite${again ? `?again=${encodeURIComponent(again)}` : ''}`,
  roles: (slug: string) => `${organization(slug)}/staff/roles`,
  staffMember: (slug: string, staffMemberId: string) => `${organization(slug)}/staff/${staffMemberId}`,
  staffWithRole: (slug: string, roleId: string) =>
    `${organization(slug)}/staff?role=${encodeURIComponent(roleId)}`,
  support: (slug: string) => `${organization(slug)}/support`,
  supportCase: (slug: string, invitationId: string) => `${organization(slug)}/support/${invitationId}`,
  registrations: (slug: string) => `${organization(slug)}/registrations`,
  settings: (slug: string) => `${organization(slug)}/settings`,
};
