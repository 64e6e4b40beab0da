/** Every address of the SPA, below /admin. Links come from here and nowhere else. */
export const createClientsSteps = ['who', 'message', 'progress'] as const;
export type CreateClientsStep = (typeof createClientsSteps)[number];

const organization = (slug: string) => `/o/${encodeURIComponent(slug)}`;

export const paths = {
  home: '/',
  signIn: (next?: string) =>
    next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in',
  forgottenPassword: '/forgotten-password',
  resetPassword: '/reset-password',
  organization,
  clients: (slug: string, search = '') => `${organization(slug)}/clients${search}`,
  createClients: (slug: string, step: CreateClientsStep = 'who', search = '') =>
    `${organization(slug)}/clients/create/${step}${search}`,
  client: (slug: string, clientId: string) => `${organization(slug)}/clients/${clientId}`,
  clientsOfProgram: (slug: string, programId: string) =>
    `${organization(slug)}/clients?program=${encodeURIComponent(programId)}`,
  invitations: (slug: string) => `${organization(slug)}/invitations`,
  programs: (slug: string) => `${organization(slug)}/programs`,
  audit: (slug: string) => `${organization(slug)}/audit`,
  settings: (slug: string) => `${organization(slug)}/settings`,
};
