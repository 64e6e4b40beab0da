import { createBrowserRouter } from 'react-router';
import { NotFoundPage } from './frame/not-found-page';
import { NotLoadedPage } from './frame/not-loaded';
import { PortalFrame } from './frame/portal-frame';
import { HomePage } from './home/home-page';
import { InvitationPage } from './invitation/invitation-page';
import { MailAgainPage } from './invitation/mail-again-page';
import { base, paths } from './paths';
import { RegisterPage } from './registration/register-page';
import { RegistrationPage } from './registration/registration-page';
import { ForgotPasswordPage } from './sign-in/forgot-password-page';
import { ResetPasswordPage } from './sign-in/reset-password-page';
import { SignInPage } from './sign-in/sign-in-page';

export const router = createBrowserRouter(
  [
    {
      element: <PortalFrame />,
      children: [
        {
          errorElement: <NotLoadedPage />,
          children: [
            { path: paths.home, element: <HomePage /> },
            { path: paths.signIn, element: <SignInPage /> },
            { path: paths.forgotPassword, element: <ForgotPasswordPage /> },
            { path: paths.resetPassword, element: <ResetPasswordPage /> },
            { path: paths.invitation, element: <InvitationPage /> },
            { path: paths.notMe, element: <InvitationPage notMe /> },
            { path: paths.mailAgain, element: <MailAgainPage /> },
            { path: paths.register, element: <RegisterPage /> },
            { path: paths.registration, element: <RegistrationPage /> },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ],
  { basename: base },
);
