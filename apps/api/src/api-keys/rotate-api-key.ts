import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import { UserError, UserErrors } from '../errors.js';
import { refuseBeyondOwn } from '../staff/grants.js';
import { lockStaff } from '../staff/lock-staff.js';
import { permissionsOf } from '../staff/permissions.js';
import type { ApiKey } from './api-key.entity.js';
import type { ApiKeyGrace, RotateApiKeyInput } from './api-key.inputs.js';
import { RotateApiKeyPayload } from './api-key.payloads.js';
import { readDays } from './api-key-fields.js';
import { hashOfSecret, lastCharactersOf, makeSecret } from './api-key-secret.js';
import { managedApiKey, readApiKeys } from './read-api-keys.js';

const GRACE_HOURS: Record<ApiKeyGrace, number> = { NONE: 0, ONE_HOUR: 1, ONE_DAY: 24 };

/** A new secret for the same key, which stays who it is. The old secret works on for the chosen while, so that nothing breaks. */
export async function rotateApiKey(
  ctx: RequestContext,
  input: RotateApiKeyInput,
): Promise<RotateApiKeyPayload> {
  const { apiKey } = await managedApiKey(ctx, input.id);
  const days = readDays(input.expiresInDays);
  const secret = makeSecret();
  return ctx.transaction(async (tx) => {
    // As for a new key: the secret outlasts whoever sees it, and with it one can do what the key can.
    const staff = await lockStaff(tx, apiKey.organizationId, 'apiKeys.manage');
    refuseBeyondOwn(staff, permissionsOf(await tx.loaders.keyPermissions.load(apiKey.staffMemberId)), ['id']);
    await claim(tx, apiKey, days, lastCharactersOf(secret));
    await tx.db.query(
      `UPDATE api_key_secrets SET valid_until = NOW(3) + INTERVAL ${GRACE_HOURS[input.grace]} HOUR
        WHERE api_key_id = ? AND (valid_until IS NULL OR valid_until > NOW(3) + INTERVAL ${GRACE_HOURS[input.grace]} HOUR)`,
      [apiKey.id],
    );
    await insertRows(tx, 'api_key_secrets', ['hash', 'api_key_id'], [[hashOfSecret(secret), apiKey.id]]);
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action: 'apiKey.rotated',
        staffMemberId: staff.id,
        subjectType: 'API_KEY',
        subjectId: apiKey.id,
        details: { grace: input.grace, expiresInDays: days },
      },
    ]);
    const payload = new RotateApiKeyPayload();
    payload.secret = secret;
    payload.apiKey = (await readApiKeys(tx, staff.organizationId, [apiKey.id]))[0] ?? null;
    return payload;
  });
}

/** Holds the row, so that of two rotations at once the later one ends the earlier one's secret. */
async function claim(
  tx: RequestContext,
  apiKey: ApiKey,
  days: number | null,
  lastCharacters: string,
): Promise<void> {
  const expiry = days === null ? 'expires_at' : `NOW(3) + INTERVAL ${days} DAY`;
  const { affectedRows } = await tx.db.query<{ affectedRows: number }>(
    `UPDATE api_keys SET expires_at = ${expiry}, rotated_at = NOW(3), last_characters = ?
      WHERE id = ? AND organization_id = ? AND revoked_at IS NULL AND (${days === null ? 'expires_at IS NULL OR expires_at > NOW(3)' : 'TRUE'})`,
    [lastCharacters, apiKey.id, apiKey.organizationId],
  );
  if (affectedRows === 1) return;
  const [now] = await readApiKeys(tx, apiKey.organizationId, [apiKey.id]);
  throw new UserErrors(
    now?.status === 'EXPIRED'
      ? new UserError(
          'KEY_EXPIRED',
          'This key has expired: say for how many days the new secret is to work.',
          ['expiresInDays'],
        )
      : new UserError('KEY_REVOKED', 'This key has been revoked. Create another one.', ['id']),
  );
}
