import { createBrowserRouter } from 'react-router';
import { HomePage } from './features/organizations/home-page';
import { RequireViewer } from './features/organizations/require-viewer';
import { SignInPage } from './features/sign-in/sign-in-page';
import { NotFoundPage, RouteFailed } from './page/failure/route-failed';
import { PageSkeleton } from './page/layout/page-skeleton';

// Pages come in their own chunks: signing in must not wait for the table.
export const router = createBrowserRouter(
  [
    {
      errorElement: <RouteFailed />,
      HydrateFallback: PageSkeleton,
      children: [
        { path: 'sign-in', element: <SignInPage /> },
        {
          path: 'forgotten-password',
          lazy: async () => ({
            Component: (await import('./features/sign-in/forgotten-password-page')).ForgottenPasswordPage,
          }),
        },
        {
          path: 'reset-password',
          lazy: async () => ({
            Component: (await import('./features/sign-in/reset-password-page')).ResetPasswordPage,
          }),
        },
        {
          path: 'start',
          lazy: async () => ({
            Component: (await import('./features/organizations/start/start-page')).StartPage,
          }),
        },
        {
          path: 'start/confirm',
          lazy: async () => ({
            Component: (await import('./features/organizations/start/confirm-start-page')).ConfirmStartPage,
          }),
        },
        {
          element: <RequireViewer />,
          children: [
            { index: true, element: <HomePage /> },
            {
              path: 'organizations/new',
              lazy: async () => ({
                Component: (await import('./features/organizations/new-organization-page'))
                  .NewOrganizationPage,
              }),
            },
            {
              path: 'o/:slug',
              lazy: async () => ({
                Component: (await import('./frame/organization-frame')).OrganizationFrame,
              }),
              children: [
                {
                  path: 'clients',
                  lazy: async () => ({
                    Component: (await import('./features/clients/list/clients-page')).ClientsPage,
                  }),
                  children: [
                    {
                      path: 'create/:step?',
                      lazy: async () => ({
                        Component: (await import('./features/clients/create-clients-route'))
                          .CreateClientsRoute,
                      }),
                    },
                    {
                      path: 'invite/:step?',
                      lazy: async () => ({
                        Component: (await import('./features/clients/invite-client/invite-client-dialog'))
                          .InviteClientDialog,
                      }),
                    },
                  ],
                },
                {
                  path: 'clients/:clientId',
                  lazy: async () => ({
                    Component: (await import('./features/clients/client/client-page')).ClientPage,
                  }),
                },
                {
                  path: 'invitations',
                  lazy: async () => ({
                    Component: (await import('./features/invitations/list/invitations-page')).InvitationsPage,
                  }),
                },
                {
                  path: 'actions',
                  lazy: async () => ({
                    Component: (await import('./features/bulk-operations/bulk-operations-page'))
                      .BulkOperationsPage,
                  }),
                },
                {
                  path: 'registrations',
                  lazy: async () => ({
                    Component: (await import('./features/registrations/registrations-page'))
                      .RegistrationsPage,
                  }),
                },
                {
                  path: 'programs',
                  lazy: async () => ({
                    Component: (await import('./features/programs/programs-page')).ProgramsPage,
                  }),
                },
                {
                  path: 'api-keys',
                  lazy: async () => ({
                    Component: (await import('./features/api-keys/api-keys-page')).ApiKeysPage,
                  }),
                },
                {
                  path: 'staff/invite',
                  lazy: async () => ({
                    Component: (await import('./features/staff-invitations/invite-staff-page'))
                      .InviteStaffPage,
                  }),
                },
                {
                  path: 'staff',
                  lazy: async () => ({ Component: (await import('./features/staff/staff-page')).StaffPage }),
                },
                {
                  path: 'staff/roles',
                  lazy: async () => ({
                    Component: (await import('./features/staff/roles/roles-page')).RolesPage,
                  }),
                },
                {
                  path: 'staff/:staffMemberId',
                  lazy: async () => ({
                    Component: (await import('./features/staff/member/staff-member-page')).StaffMemberPage,
                  }),
                },
                {
                  path: 'audit',
                  lazy: async () => ({
                    Component: (await import('./features/audit/audit-page')).AuditPage,
                  }),
                },
                {
                  path: 'support',
                  lazy: async () => ({
                    Component: (await import('./features/support/support-page')).SupportPage,
                  }),
                },
                {
                  path: 'support/:invitationId',
                  lazy: async () => ({
                    Component: (await import('./features/support/case-page')).CasePage,
                  }),
                },
                {
                  path: 'settings',
                  lazy: async () => ({
                    Component: (await import('./features/settings/settings-page')).SettingsPage,
                  }),
                },
                {
                  index: true,
                  lazy: async () => ({ Component: (await import('./frame/first-page')).FirstPage }),
                },
              ],
            },
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ],
  { basename: '/admin' },
);
