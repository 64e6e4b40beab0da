import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../../context.js';

/** Begins a sending whose mails are counted together; within the caller's transaction. */
export async function createMailing(
  ctx: RequestContext,
  staff: { id: string; organizationId: string },
): Promise<string> {
  const id = uuidv7();
  await ctx.db.query('INSERT INTO mailings (id, organization_id, created_by) VALUES (?, ?, ?)', [
    id,
    staff.organizationId,
    staff.id,
  ]);
  return id;
}
