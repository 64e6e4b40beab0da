import { neutralizeName } from '@anteroom/address-list';
import { hashPassword } from '../auth/password/password.js';
import { tooManyRequests } from '../auth/throttle.js';
import type { RequestContext } from '../context.js';
import { duplicateKey } from '../database/transaction.js';
import { UserError, UserErrors } from '../errors.js';
import { checkNewUser } from './check-new-user.js';
import { createUser } from './create-user.js';
import { userHasPassword } from './user-has-password.js';

/** What somebody says of themselves who follows a mailed link. */
interface JoiningInput {
  token: string;
  firstName?: string | null;
  lastName?: string | null;
  password?: string | null;
  language?: string | null;
}

/** Whoever joins by a link mailed to `email`; `userId` gives their id within the transaction, and makes the user if there is none. */
export interface JoiningUser {
  firstName: string;
  lastName: string;
  userId(tx: RequestContext): Promise<string>;
}

/**
 * The signed-in user with that address, else somebody new with a password of their own choice; refused to anybody else. A
 * user who has never proven the mailbox must do so first: their password may be a stranger's.
 */
export async function joiningUser(
  ctx: RequestContext,
  email: string,
  input: JoiningInput,
): Promise<JoiningUser> {
  const { viewer } = ctx;
  if (!viewer) return newUser(ctx, email, input);
  if (viewer.email !== email)
    throw refusal(
      'WRONG_USER',
      `You are signed in as ${viewer.email}, but this link was mailed to another address. Sign out, then open it again.`,
    );
  if (!viewer.emailVerified)
    throw refusal(
      'EMAIL_NOT_VERIFIED',
      'Prove first that this mailbox is yours: ask for a new password, and set it with the link in the mail.',
    );
  const [firstName = '', ...rest] = viewer.name.split(' ');
  return {
    firstName: neutralizeName(input.firstName ?? firstName) ?? '',
    lastName: neutralizeName(input.lastName ?? rest.join(' ')) ?? '',
    userId: async () => viewer.userId,
  };
}

/**
 * A double click or a lost answer: whether it is the same person who comes again with a link that has served, by their session
 * or by their password.
 * @returns whether they are to be signed in; null for everybody else
 */
export async function returningUser(
  ctx: RequestContext,
  userId: string | null,
  input: JoiningInput,
): Promise<{ signIn: boolean } | null> {
  if (userId === null) return null;
  if (ctx.viewer) return ctx.viewer.userId === userId ? { signIn: false } : null;
  if (!input.password) return null;
  // This is a sign-in by another door, and whoever holds an old link must not guess at it faster than at the first.
  const wait = ctx.services.limits.passwordGuesses.take(userId);
  if (wait > 0) throw tooManyRequests(wait);
  return (await userHasPassword(ctx, userId, input.password)) ? { signIn: true } : null;
}

async function newUser(ctx: RequestContext, email: string, input: JoiningInput): Promise<JoiningUser> {
  const [existing] = await ctx.db.query<unknown[]>('SELECT 1 FROM users WHERE email = ?', [email]);
  if (existing) throw signInRequired();
  const { password, ...names } = checkNewUser(input, email);
  // Hashing takes long on purpose; it must not hold the transaction's locks.
  const passwordHash = await hashPassword(password);
  const name = `${names.firstName} ${names.lastName}`;
  return {
    ...names,
    userId: (tx) =>
      createUser(tx, {
        name,
        email,
        emailVerified: true,
        passwordHash,
        language: input.language ?? null,
      }).catch((error: unknown) => {
        // The same person joined by another link while the password was being hashed.
        throw duplicateKey(error) === 'uq_users_email' ? signInRequired() : error;
      }),
  };
}

function signInRequired(): UserErrors {
  return refusal('SIGN_IN_REQUIRED', 'This address already has a user: sign in, then go on.');
}

function refusal(code: string, message: string): UserErrors {
  return new UserErrors(new UserError(code, message, ['token']));
}
