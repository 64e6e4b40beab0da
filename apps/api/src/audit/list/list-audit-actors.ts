import type { RequestContext } from '../../context.js';
import type { AuditActor } from '../audit.types.js';
import { auditReader } from './list-audit-entries.js';

const MOST = 500;

/** Everybody who may stand in the log as the one who acted, by name. */
export async function listAuditActors(ctx: RequestContext, organizationId: string): Promise<AuditActor[]> {
  await auditReader(ctx, organizationId);
  return ctx.db.query<AuditActor[]>(
    `SELECT id, TRIM(CONCAT(first_name, ' ', last_name)) AS name FROM staff_members
      WHERE organization_id = ? ORDER BY first_name, last_name, id LIMIT ${MOST}`,
    [organizationId],
  );
}
