import { throttleTokenGuess } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { NO_ID } from '../../id.js';
import type { OrganizationStartState } from './start.inputs.js';
import { startToken } from './start-token.js';

export interface LinkedStart {
  id: string;
  email: string;
  generation: number;
  firstName: string;
  lastName: string;
  name: string;
  organizationId: string | null;
  state: OrganizationStartState;
}

/** Null for anything but the current token of somebody who wants to start a practice. */
export async function findStart(ctx: RequestContext, token: unknown): Promise<LinkedStart | null> {
  const presented = startToken.read(token);
  const [row] = await ctx.db.query<(Omit<LinkedStart, 'state'> & { used: 0 | 1; expired: 0 | 1 })[]>(
    `SELECT id, email, generation, first_name AS firstName, last_name AS lastName, organization_name AS name,
            organization_id AS organizationId, used_at IS NOT NULL AS used, expires_at <= NOW(3) AS expired
       FROM organization_starts WHERE id = ?`,
    [presented?.id ?? NO_ID],
  );
  const matches = presented?.matches(ctx.config.tokenKeys, row?.generation ?? 0) ?? false;
  if (!row || !matches) {
    throttleTokenGuess(ctx);
    return null;
  }
  const { used, expired, ...start } = row;
  return { ...start, state: used ? 'USED' : expired ? 'EXPIRED' : 'OPEN' };
}
