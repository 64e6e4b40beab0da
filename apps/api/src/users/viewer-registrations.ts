import type { RequestContext } from '../context.js';
import type { PublicOrganization } from '../organizations/public-organization.js';
import { FACE_COLUMNS } from '../organizations/read-organization-page.js';
import type { ViewerRegistration } from './viewer.types.js';

/** Where the viewer has asked to become a client and waits for the answer. */
export async function viewerRegistrations(ctx: RequestContext): Promise<ViewerRegistration[]> {
  if (!ctx.viewer) return [];
  const rows = await ctx.db.query<(PublicOrganization & Omit<ViewerRegistration, 'organization'>)[]>(
    `SELECT r.id, r.requested_at AS requestedAt, ${FACE_COLUMNS}
       FROM registrations r JOIN organizations o ON o.id = r.organization_id
      WHERE r.user_id = ? AND r.status = 'WAITING' AND o.suspended_at IS NULL ORDER BY r.requested_at, r.id`,
    [ctx.viewer.userId],
  );
  return rows.map(({ id, requestedAt, ...organization }) => ({ id, requestedAt, organization }));
}
