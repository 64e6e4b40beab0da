import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';

export interface UserToCreate {
  name: string;
  /** Normalised. The caller has proof of the mailbox. */
  email: string;
  /** Made by `hashPassword`. */
  passwordHash: string;
  language: string | null;
}

/** A user with a password, within the caller's transaction; the address counts as proven. */
export async function createUser(ctx: RequestContext, user: UserToCreate): Promise<string> {
  const id = uuidv7();
  await ctx.db.query(`INSERT INTO users (id, name, email, email_verified, language) VALUES (?, ?, ?, 1, ?)`, [
    id,
    user.name,
    user.email,
    user.language,
  ]);
  await ctx.db.query(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES (?, ?, 'credential', ?, ?, NOW(3), NOW(3))`,
    [uuidv7(), id, id, user.passwordHash],
  );
  return id;
}
