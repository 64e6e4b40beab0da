import { recordAudit } from '../audit/record-audit.js';
import { copySearchOf } from '../clients/write-clients.js';
import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';

/** Refuses a program that the organization does not have, at the field that names it. */
export async function checkProgram(
  ctx: RequestContext,
  organizationId: string,
  programId: string,
  path: string[],
): Promise<void> {
  const rows = isId(programId)
    ? await ctx.db.query<unknown[]>('SELECT 1 FROM programs WHERE organization_id = ? AND id = ?', [
        organizationId,
        programId,
      ])
    : [];
  if (rows.length === 0) throw new UserErrors(new UserError('NOT_FOUND', 'There is no such program.', path));
}

/** Writes down who is about to be brought into a program; who is in it already is not. */
export async function recordEnrolments(
  ctx: RequestContext,
  staff: { id: string; organizationId: string },
  programId: string,
  clientIds: readonly string[],
): Promise<void> {
  if (clientIds.length === 0) return recordAudit(ctx, []);
  // Locked, in the order of everybody: of two who bring in the same clients at once, one finds them in.
  const rows = await ctx.db.query<{ id: string }[]>(
    `SELECT c.id FROM clients c FORCE INDEX (PRIMARY)
       LEFT JOIN enrolments e ON e.client_id = c.id AND e.program_id = ?
      WHERE c.organization_id = ? AND c.id IN (?) AND e.client_id IS NULL ORDER BY c.id FOR UPDATE`,
    [programId, staff.organizationId, clientIds],
  );
  await recordAudit(
    ctx,
    rows.map(({ id }) => ({
      organizationId: staff.organizationId,
      action: 'client.enrolled',
      staffMemberId: staff.id,
      subjectType: 'CLIENT',
      subjectId: id,
      details: { programId },
    })),
  );
}

/**
 * Brings clients of the organization into one of its programs; who is in it already stays.
 * @returns how many were not in it yet
 */
export async function enrolClients(
  ctx: RequestContext,
  organizationId: string,
  programId: string,
  clientIds: readonly string[],
): Promise<number> {
  if (clientIds.length === 0) return 0;
  // The lock holds off whoever renames a client meanwhile: the copies of the name would stay behind.
  const { affectedRows } = await ctx.db.query<{ affectedRows: number }>(
    `INSERT IGNORE INTO enrolments (program_id, client_id, organization_id, status, marks, sort_name, number, client_created_at)
     SELECT ?, c.id, c.organization_id, c.status, c.marks, c.sort_name, c.number, c.created_at
       FROM clients c WHERE c.organization_id = ? AND c.id IN (?) ORDER BY c.id LOCK IN SHARE MODE`,
    [programId, organizationId, clientIds],
  );
  if (affectedRows > 0) await copySearchOf(ctx, clientIds);
  return affectedRows;
}
