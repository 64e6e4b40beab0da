import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';

interface UserToCreate {
  name: string;
  /** Normalised. */
  email: string;
  /** Only with proof of the mailbox. */
  emailVerified: boolean;
  /** Made by `hashPassword`. */
  passwordHash: string;
  language: string | null;
}

/** What the column holds: two names of a client and the space between can be one longer. */
const MAX_NAME = 200;

/** A user with a password, within the caller's transaction. */
export async function createUser(ctx: RequestContext, user: UserToCreate): Promise<string> {
  const id = uuidv7();
  await ctx.db.query('INSERT INTO users (id, name, email, email_verified, language) VALUES (?, ?, ?, ?, ?)', [
    id,
    user.name.slice(0, MAX_NAME),
    user.email,
    user.emailVerified,
    user.language,
  ]);
  await ctx.db.query(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES (?, ?, 'credential', ?, ?, NOW(3), NOW(3))`,
    [uuidv7(), id, id, user.passwordHash],
  );
  return id;
}
