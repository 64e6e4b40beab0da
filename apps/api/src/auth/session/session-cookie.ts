export const COOKIE_PREFIX = 'anteroom';

/** Over https the name has a prefix that browsers hold to it. */
const NAMES = ['', '__Secure-'].map((prefix) => `${prefix}${COOKIE_PREFIX}.session_token=`);

/** Whether a Cookie header holds a session of ours, good or not; the other cookies in it are not for us. */
export function hasSessionCookie(cookie: string | undefined): boolean {
  return (cookie ?? '').split(';').some((pair) => NAMES.some((name) => pair.trim().startsWith(name)));
}
