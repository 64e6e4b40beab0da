import { type Failure, failureOfStatus } from '../frame/submission';
import { timelyFetch } from '../frame/timely-fetch';

/** What the sign-in library answers that the person can do something about. */
type AuthRefusal =
  | 'wrong-credentials'
  | 'bad-address'
  | 'unproven-mailbox'
  | 'dead-link'
  | 'password-refused';

export type AuthAnswer = { ok: true } | { ok: false; refusal: AuthRefusal } | { ok: false; failure: Failure };

const refusals: Record<string, AuthRefusal> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong-credentials',
  INVALID_EMAIL: 'bad-address',
  EMAIL_NOT_VERIFIED: 'unproven-mailbox',
  INVALID_TOKEN: 'dead-link',
  USER_NOT_FOUND: 'dead-link',
  PASSWORD_TOO_SHORT: 'password-refused',
  PASSWORD_TOO_LONG: 'password-refused',
  PASSWORD_COMPROMISED: 'password-refused',
};

// Four requests are all the portal needs; the library's own client is larger than this application's code.
async function post(path: string, body: Record<string, string>): Promise<AuthAnswer> {
  const response = await timelyFetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  });
  if (response.ok) return { ok: true };
  const answer = (await response.json().catch(() => null)) as { code?: string } | null;
  const refusal = answer?.code && refusals[answer.code];
  return refusal ? { ok: false, refusal } : { ok: false, failure: failureOfStatus(response.status) };
}

export function signIn(email: string, password: string): Promise<AuthAnswer> {
  return post('sign-in/email', { email, password });
}

export function signOut(): Promise<AuthAnswer> {
  return post('sign-out', {});
}

/** Answers the same whether or not the address is known. */
export function requestPasswordReset(email: string): Promise<AuthAnswer> {
  return post('request-password-reset', { email, redirectTo: '/portal/reset-password' });
}

export function resetPassword(token: string, newPassword: string): Promise<AuthAnswer> {
  return post('reset-password', { token, newPassword });
}
