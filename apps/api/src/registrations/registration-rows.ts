import type { RequestContext } from '../context.js';
import { noteForeignIds } from '../staff/authorize.js';
import { Registration } from './registration.entity.js';

/** SQL: the columns of registration `r`. */
export const REGISTRATION_COLUMNS = `
  r.id, r.organization_id AS organizationId, r.email, r.generation, r.status, r.first_name AS firstName,
  r.last_name AS lastName, r.user_id AS userId, r.client_id AS clientId, r.mailed_at AS mailedAt,
  r.expires_at AS expiresAt, r.requested_at AS requestedAt, r.decided_at AS decidedAt, r.decided_by AS decidedBy,
  r.decline_reason AS declineReason, r.created_at AS createdAt, r.updated_at AS updatedAt`;

export function toRegistration(row: Record<string, unknown>): Registration {
  return Object.assign(new Registration(), row);
}

/** Requests of one organization by id, in whatever state but that of a mail that nobody has answered. */
export async function readRegistrations(
  ctx: Pick<RequestContext, 'db'>,
  organizationId: string,
  ids: readonly string[],
  lock: '' | 'FOR UPDATE' = '',
): Promise<Map<string, Registration>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT ${REGISTRATION_COLUMNS} FROM registrations r
      WHERE r.organization_id = ? AND r.id IN (?) AND r.status IN ('WAITING', 'APPROVED', 'DECLINED')
      ORDER BY r.id ${lock}`,
    [organizationId, ids],
  );
  return new Map(rows.map((row) => [String(row.id), toRegistration(row)]));
}

/** Requests of others among those that were to be answered are on record there. */
export function noteForeignRequests(
  ctx: RequestContext,
  ids: readonly string[],
  found: ReadonlyMap<string, unknown>,
  organizationId: string,
): void {
  const unknown = ids.filter((id) => !found.has(id));
  noteForeignIds(ctx, 'registrations', unknown, 'registrations.manage', organizationId);
}

/** Why a request can no longer be answered, or null when it waits. */
export function whyNotWaiting(
  registration: Registration | undefined,
): { code: string; reason: string } | null {
  if (!registration) return { code: 'NOT_FOUND', reason: 'There is no such request.' };
  if (registration.status === 'WAITING') return null;
  return registration.status === 'APPROVED'
    ? { code: 'ALREADY_APPROVED', reason: 'The request has been approved already.' }
    : { code: 'ALREADY_DECLINED', reason: 'The request has been declined already.' };
}
