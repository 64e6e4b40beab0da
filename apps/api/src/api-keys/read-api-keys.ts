import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import { authorize, type Staff } from '../staff/authorize.js';
import { permissionsOf } from '../staff/permissions.js';
import { ApiKey } from './api-key.entity.js';

/** SQL: key `k` is good now. */
const WORKS = 'k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > NOW(3))';

/** SQL: whoever made key `k`, member `m`, was not away yet when it got the secret that it has. */
const SECRET_WAS_THEIRS =
  '(m.deactivated_at IS NULL OR k.rotated_at IS NULL OR k.rotated_at < m.deactivated_at)';

/** SQL: the columns of key `k`. */
export const API_KEY_COLUMNS = `
  k.id, k.organization_id AS organizationId, k.staff_member_id AS staffMemberId, k.name,
  k.last_characters AS lastCharacters, k.created_by AS createdBy, k.created_at AS createdAt,
  k.expires_at AS expiresAt, k.last_used_at AS lastUsedAt, k.rotated_at AS rotatedAt, k.revoked_at AS revokedAt,
  CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED' WHEN k.expires_at <= NOW(3) THEN 'EXPIRED' ELSE 'ACTIVE' END AS status,
  (${WORKS} AND EXISTS (SELECT 1 FROM staff_members m
    WHERE m.id = k.created_by AND m.deactivated_at IS NOT NULL AND ${SECRET_WAS_THEIRS})) AS outlivesCreator,
  (SELECT MAX(s.valid_until) FROM api_key_secrets s WHERE s.api_key_id = k.id AND s.valid_until > NOW(3)) AS graceUntil`;

export function toApiKey(row: Record<string, unknown>): ApiKey {
  return Object.assign(new ApiKey(), row, { outlivesCreator: row.outlivesCreator === 1 });
}

export async function readApiKeys(
  ctx: Pick<RequestContext, 'db'>,
  organizationId: string,
  ids: readonly string[],
): Promise<ApiKey[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT ${API_KEY_COLUMNS} FROM api_keys k WHERE k.organization_id = ? AND k.id IN (?)`,
    [organizationId, ids],
  );
  return rows.map(toApiKey);
}

/** A key that the caller manages; one of another organization and none at all are the same "not found". */
export async function managedApiKey(
  ctx: RequestContext,
  id: string,
): Promise<{ apiKey: ApiKey; staff: Staff }> {
  const [row] = isId(id)
    ? await ctx.db.query<{ organization_id: string }[]>('SELECT organization_id FROM api_keys WHERE id = ?', [
        id,
      ])
    : [];
  if (!row) throw notFound();
  const staff = await authorize(ctx, row.organization_id, 'apiKeys.manage');
  const [apiKey] = await readApiKeys(ctx, staff.organizationId, [id]);
  if (!apiKey) throw notFound();
  return { apiKey, staff };
}

export interface ApiKeyLoaders {
  /** What was given to the members that keys act as. */
  readonly keyPermissions: DataLoader<string, string[]>;
  /** Open invitations that a member sent, counted as far as lists count. */
  readonly openInvitationsSentBy: DataLoader<string, number>;
  /** Names of the keys that a member made, which are good now and whose secret they were shown. */
  readonly keysMadeBy: DataLoader<string, string[]>;
}

export function apiKeyLoaders(ctx: RequestContext): ApiKeyLoaders {
  return {
    keyPermissions: new DataLoader(async (memberIds) => {
      const rows = await ctx.db.query<{ id: string; permission: string }[]>(
        'SELECT staff_member_id AS id, permission FROM staff_member_permissions WHERE staff_member_id IN (?)',
        [memberIds],
      );
      return memberIds.map((memberId) => [
        ...permissionsOf(rows.filter(({ id }) => id === memberId).map(({ permission }) => permission)),
      ]);
    }),
    openInvitationsSentBy: new DataLoader(async (memberIds) => {
      const counts = memberIds.map(
        () =>
          `SELECT ? AS id, COUNT(*) AS invitations FROM (
             SELECT 1 FROM invitations WHERE sent_by = ? AND status = 'PENDING' AND expires_at > NOW(3) LIMIT ${COUNT_LIMIT + 1}
           ) open`,
      );
      const rows = await ctx.db.query<{ id: string; invitations: number }[]>(
        counts.join(' UNION ALL '),
        memberIds.flatMap((id) => [id, id]),
      );
      const byId = new Map(rows.map((row) => [row.id, Number(row.invitations)]));
      return memberIds.map((id) => byId.get(id) ?? 0);
    }),
    keysMadeBy: new DataLoader(async (memberIds) => {
      const rows = await ctx.db.query<{ id: string; name: string }[]>(
        `SELECT k.created_by AS id, k.name FROM api_keys k JOIN staff_members m ON m.id = k.created_by
          WHERE k.created_by IN (?) AND ${WORKS} AND ${SECRET_WAS_THEIRS} ORDER BY k.name, k.id`,
        [memberIds],
      );
      return memberIds.map((memberId) => rows.filter(({ id }) => id === memberId).map(({ name }) => name));
    }),
  };
}
