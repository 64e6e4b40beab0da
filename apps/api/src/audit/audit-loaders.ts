import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import { staffOf } from '../staff/authorize.js';
import type { AuditEntry } from './audit-entry.entity.js';

type Named = Pick<AuditEntry, 'organizationId'> & { type: string; id: string };

export interface AuditLoaders {
  /** What something of an organization is called now; null once it is erased, and for whoever may not see it. */
  readonly auditName: DataLoader<Named, string | null, string>;
}

const CLIENT_NAME = `COALESCE(NULLIF(TRIM(CONCAT(COALESCE(c.first_name, ''), ' ', COALESCE(c.last_name, ''))), ''), c.email, c.number)`;
const STAFF_NAME = `TRIM(CONCAT(m.first_name, ' ', m.last_name))`;

/** SQL for each kind: id and name of the rows of one organization. */
const NAMES: Record<string, string> = {
  CLIENT: `SELECT c.id, ${CLIENT_NAME} AS name FROM clients c WHERE c.organization_id = ? AND c.id IN (?)`,
  STAFF_MEMBER: `SELECT m.id, ${STAFF_NAME} AS name FROM staff_members m WHERE m.organization_id = ? AND m.id IN (?)`,
  // A user is somebody to this organization only as its staff or its client.
  USER: `SELECT m.user_id AS id, ${STAFF_NAME} AS name FROM staff_members m WHERE m.organization_id = ? AND m.user_id IN (?)`,
  CLIENT_USER: `SELECT c.user_id AS id, ${CLIENT_NAME} AS name FROM clients c WHERE c.organization_id = ? AND c.user_id IN (?)`,
  PROGRAM: 'SELECT p.id, p.name FROM programs p WHERE p.organization_id = ? AND p.id IN (?)',
  ROLE: 'SELECT r.id, r.name FROM roles r WHERE r.organization_id = ? AND r.id IN (?)',
  ORGANIZATION: 'SELECT o.id, o.name FROM organizations o WHERE o.id = ? AND o.id IN (?)',
  INVITATION: `SELECT i.id, COALESCE(${CLIENT_NAME}, ${STAFF_NAME}) AS name FROM invitations i
    LEFT JOIN clients c ON c.id = i.client_id LEFT JOIN staff_members m ON m.id = i.staff_member_id
    WHERE i.organization_id = ? AND i.id IN (?)`,
  API_KEY: 'SELECT k.id, k.name FROM api_keys k WHERE k.organization_id = ? AND k.id IN (?)',
  REGISTRATION: `SELECT r.id, COALESCE(NULLIF(TRIM(CONCAT(COALESCE(r.first_name, ''), ' ', COALESCE(r.last_name, ''))), ''), r.email) AS name
    FROM registrations r WHERE r.organization_id = ? AND r.id IN (?)`,
  CONNECTION: `SELECT n.id, CONCAT(${STAFF_NAME}, ' – ', ${CLIENT_NAME}) AS name FROM connections n
    JOIN clients c ON c.id = n.client_id JOIN staff_members m ON m.id = n.staff_member_id
    WHERE n.organization_id = ? AND n.id IN (?)`,
};

const ABOUT_CLIENTS = new Set(['CLIENT', 'CLIENT_USER', 'INVITATION', 'CONNECTION', 'REGISTRATION']);

export function auditLoaders(ctx: RequestContext): AuditLoaders {
  return {
    auditName: new DataLoader(
      async (wanted) => {
        const names = new Map<string, string>();
        const groups = Map.groupBy(wanted, ({ organizationId, type }) => `${organizationId} ${type}`);
        for (const group of groups.values()) {
          const [{ organizationId, type } = { organizationId: '', type: '' }] = group;
          const sql = NAMES[type];
          if (!sql || (ABOUT_CLIENTS.has(type) && !(await maySeeClients(ctx, organizationId)))) continue;
          const rows = await ctx.db.query<{ id: string; name: string }[]>(sql, [
            organizationId,
            group.map(({ id }) => id),
          ]);
          for (const row of rows) names.set(keyOf({ organizationId, type, id: row.id }), row.name);
        }
        return wanted.map((one) => names.get(keyOf(one)) ?? null);
      },
      { cacheKeyFn: keyOf },
    ),
  };
}

/** Whoever may read the log need not be somebody who may see clients. */
async function maySeeClients(ctx: RequestContext, organizationId: string): Promise<boolean> {
  return (await staffOf(ctx, organizationId))?.permissions.has('clients.read') ?? false;
}

function keyOf({ organizationId, type, id }: Named): string {
  return `${organizationId} ${type} ${id}`;
}

export async function actorName(ctx: RequestContext, entry: AuditEntry): Promise<string | null> {
  const { organizationId, actorStaffId, actorUserId } = entry;
  const { auditName } = ctx.loaders;
  if (actorStaffId) return auditName.load({ organizationId, type: 'STAFF_MEMBER', id: actorStaffId });
  if (!actorUserId) return null;
  return (
    (await auditName.load({ organizationId, type: 'USER', id: actorUserId })) ??
    (await auditName.load({ organizationId, type: 'CLIENT_USER', id: actorUserId }))
  );
}

export async function onBehalfOfName(ctx: RequestContext, entry: AuditEntry): Promise<string | null> {
  const { organizationId, onBehalfOf: id } = entry;
  return id ? ctx.loaders.auditName.load({ organizationId, type: 'STAFF_MEMBER', id }) : null;
}

export async function subjectName(ctx: RequestContext, entry: AuditEntry): Promise<string | null> {
  const { organizationId, subjectType: type, subjectId: id } = entry;
  return type && id ? ctx.loaders.auditName.load({ organizationId, type, id }) : null;
}
