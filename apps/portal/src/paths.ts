/** Every address of the portal, below its base. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  invitation: '/invitation',
  notMe: '/invitation/not-me',
  mailAgain: '/mail-again',
  register: '/register/:slug',
  registration: '/registration',
} as const;

/** Where all of them lie; also Vite's base. */
export const base = '/portal/';
/** The staff's pages are another application on the same origin. */
export const adminAddress = '/admin/';
export const adminOf = (slug: string) => `${adminAddress}o/${slug}`;
