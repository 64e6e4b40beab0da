import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';

/** @returns their id; without a password they cannot sign in */
export async function writeDemoUser(
  ctx: RequestContext,
  name: string,
  email: string,
  passwordHash: string | null,
): Promise<string> {
  const id = uuidv7();
  await ctx.db.query('INSERT INTO users (id, name, email, email_verified) VALUES (?, ?, ?, 1)', [
    id,
    name,
    email,
  ]);
  if (passwordHash)
    await ctx.db.query(
      `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
       VALUES (?, ?, 'credential', ?, ?, NOW(3), NOW(3))`,
      [uuidv7(), id, id, passwordHash],
    );
  return id;
}
