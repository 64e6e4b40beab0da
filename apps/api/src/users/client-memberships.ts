import type { RequestContext } from '../context.js';
import type { PublicOrganization } from '../organizations/public-organization.js';
import { FACE_COLUMNS, faceOf } from '../organizations/read-organization-page.js';
import type { ClientMembership, PublicConnection, PublicProgram } from './viewer.types.js';

interface Row extends PublicOrganization {
  id: string;
  organization_id: string;
  first_name: string | null;
  last_name: string | null;
  activated_at: Date;
  seen: 0 | 1;
  suspended: 0 | 1;
}

const MEMBERSHIPS = `
  SELECT c.id, c.organization_id, c.first_name, c.last_name, c.activated_at,
         COALESCE(c.last_seen_at > NOW(3) - INTERVAL 1 HOUR, 0) AS seen,
         o.suspended_at IS NOT NULL AS suspended, ${FACE_COLUMNS}
    FROM clients c JOIN organizations o ON o.id = c.organization_id
   WHERE c.status = 'ACTIVE' AND c.deactivated_at IS NULL AND c.activated_at IS NOT NULL`;

/** Where the viewer is an active client; asking for it is their visit to the portal. */
export async function clientMemberships(ctx: RequestContext): Promise<ClientMembership[]> {
  if (!ctx.viewer) return [];
  const rows = await ctx.db.query<Row[]>(`${MEMBERSHIPS} AND c.user_id = ? ORDER BY o.name, c.id`, [
    ctx.viewer.userId,
  ]);
  await noteVisit(
    ctx,
    ctx.viewer.userId,
    rows.filter((row) => !row.seen),
  );
  return withTies(ctx, rows);
}

/** One of them, for whoever has just become it. */
export async function clientMembership(
  ctx: RequestContext,
  clientId: string,
): Promise<ClientMembership | null> {
  const rows = await ctx.db.query<Row[]>(`${MEMBERSHIPS} AND c.id = ?`, [clientId]);
  return (await withTies(ctx, rows))[0] ?? null;
}

/** At most once an hour, so that looking around is not writing all the time. */
async function noteVisit(ctx: RequestContext, userId: string, unseen: Row[]): Promise<void> {
  if (unseen.length === 0) return;
  await ctx.db.query('UPDATE clients SET last_seen_at = NOW(3) WHERE id IN (?) AND user_id = ?', [
    unseen.map((row) => row.id),
    userId,
  ]);
}

async function withTies(ctx: RequestContext, rows: Row[]): Promise<ClientMembership[]> {
  if (rows.length === 0) return [];
  const open = rows.filter((row) => !row.suspended).map((row) => row.id);
  const programs =
    open.length === 0
      ? []
      : await ctx.db.query<(PublicProgram & { client_id: string })[]>(
          `SELECT e.client_id, p.id, p.name FROM enrolments e JOIN programs p ON p.id = e.program_id
            WHERE e.client_id IN (?) AND p.organization_id IN (?) ORDER BY p.name`,
          [open, rows.map((row) => row.organization_id)],
        );
  const connections = await activeConnections(ctx, open);
  return rows.map((row) => ({
    id: row.id,
    organization: faceOf(row),
    firstName: row.first_name,
    lastName: row.last_name,
    suspended: Boolean(row.suspended),
    programs: programs
      .filter((program) => program.client_id === row.id)
      .map(({ id, name }) => ({ id, name })),
    connections: connections.get(row.id) ?? [],
    activatedAt: row.activated_at,
  }));
}

async function activeConnections(
  ctx: RequestContext,
  clientIds: readonly string[],
): Promise<Map<string, PublicConnection[]>> {
  if (clientIds.length === 0) return new Map();
  const rows = await ctx.db.query<(PublicConnection & { client_id: string })[]>(
    `SELECT k.client_id, k.id, TRIM(CONCAT(m.first_name, ' ', m.last_name)) AS staffName, k.activated_at AS activatedAt
       FROM connections k JOIN staff_members m ON m.id = k.staff_member_id AND m.deactivated_at IS NULL
      WHERE k.client_id IN (?) AND k.activated_at IS NOT NULL ORDER BY k.activated_at, k.id`,
    [clientIds],
  );
  return Map.groupBy(rows, ({ client_id }) => client_id);
}
