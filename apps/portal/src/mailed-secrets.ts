import { linkSecret } from './frame/link-secret';
import { base, paths } from './paths';

const below = base.replace(/\/$/, '');

// This module is the first that main.tsx imports: the secrets have left the address bar before the
// router, Apollo or anything else looks at it.

export const invitationToken = linkSecret(window, {
  storageKey: 'anteroom.invitation',
  path: new RegExp(`^${below}${paths.invitation}(/|$)`),
});

export const registrationToken = linkSecret(window, {
  storageKey: 'anteroom.registration',
  path: new RegExp(`^${below}${paths.registration}/?$`),
});

/** Mailed by the sign-in library, which may put it in the query. */
export const resetToken = linkSecret(window, {
  storageKey: 'anteroom.reset-password',
  path: new RegExp(`^${below}${paths.resetPassword}/?$`),
  query: true,
});

/** By which somebody whom nobody may invite takes that back. */
export const suppressionToken = linkSecret(window, {
  storageKey: 'anteroom.mail-again',
  path: new RegExp(`^${below}${paths.mailAgain}/?$`),
});
