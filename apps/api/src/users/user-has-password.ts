import { verifyPassword } from 'better-auth/crypto';
import type { RequestContext } from '../context.js';

export async function userHasPassword(
  ctx: RequestContext,
  userId: string,
  password: string,
): Promise<boolean> {
  const [account] = await ctx.db.query<{ password: string }[]>(
    `SELECT password FROM accounts WHERE user_id = ? AND provider_id = 'credential' AND password IS NOT NULL`,
    [userId],
  );
  return account !== undefined && verifyPassword({ hash: account.password, password });
}
