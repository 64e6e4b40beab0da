export type AuthFailure = 'wrong' | 'guessable' | 'tooMany' | 'offline' | 'other';

interface AuthAnswer {
  error: { status: number; code?: string | undefined } | null;
}

/** What went wrong with a call of the sign-in service, as one of our sentences; undefined when nothing did. */
export async function authFailure(call: Promise<AuthAnswer>): Promise<AuthFailure | undefined> {
  try {
    const { error } = await call;
    if (!error) return undefined;
    if (error.status === 429) return 'tooMany';
    if (error.code === 'PASSWORD_COMPROMISED') return 'guessable';
    return error.status >= 400 && error.status < 500 ? 'wrong' : 'other';
  } catch {
    return 'offline';
  }
}
