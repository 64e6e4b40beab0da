import { createBrowserRouter } from 'react-router';
import { HomePage } from './features/organizations/home-page';
import { RequireViewer } from './features/organizations/require-viewer';
import { SignInPage } from './features/sign-in/sign-in-page';
import { PageSkeleton } from './page/page-skeleton';
import { NotFoundPage, RouteFailed } from './page/route-failed';

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
          element: <RequireViewer />,
          children: [
            { index: true, element: <HomePage /> },
            {
              path: 'o/:slug',
              lazy: async () => ({
                Component: (await import('./frame/organization-frame')).OrganizationFrame,
              }),
              children: [
                {
                  path: 'clients',
                  lazy: async () => ({
                    Component: (await import('./features/clients/clients-page')).ClientsPage,
                  }),
                  children: [
                    {
                      path: 'create/:step?',
                      lazy: async () => ({
                        Component: (await import('./features/clients/create-clients-route'))
                          .CreateClientsRoute,
                      }),
                    },
                  ],
                },
                {
                  path: 'clients/:clientId',
                  lazy: async () => ({
                    Component: (await import('./features/clients/client-page')).ClientPage,
                  }),
                },
                {
                  path: 'invitations',
                  lazy: async () => ({
                    Component: (await import('./features/invitations/invitations-page')).InvitationsPage,
                  }),
                },
                {
                  path: 'programs',
                  lazy: async () => ({
                    Component: (await import('./features/programs/programs-page')).ProgramsPage,
                  }),
                },
                {
                  path: 'audit',
                  lazy: async () => ({
                    Component: (await import('./features/audit/audit-page')).AuditPage,
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
