import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import type { RevokeApiKeyInput } from './api-key.inputs.js';
import { RevokeApiKeyPayload } from './api-key.payloads.js';
import { managedApiKey, readApiKeys } from './read-api-keys.js';

/**
 * Ends a key at once, and with it the member it acted as: the links of its open invitations close, as those of anybody do
 * who may no longer invite. Revoking again changes nothing.
 */
export async function revokeApiKey(
  ctx: RequestContext,
  input: RevokeApiKeyInput,
): Promise<RevokeApiKeyPayload> {
  const { apiKey, staff } = await managedApiKey(ctx, input.id);
  return ctx.transaction(async (tx) => {
    const { affectedRows } = await tx.db.query<{ affectedRows: number }>(
      'UPDATE api_keys SET revoked_at = NOW(3) WHERE id = ? AND organization_id = ? AND revoked_at IS NULL',
      [apiKey.id, staff.organizationId],
    );
    if (affectedRows === 1) {
      await tx.db.query(
        'UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ? AND organization_id = ?',
        [apiKey.staffMemberId, staff.organizationId],
      );
      await tx.db.query('DELETE FROM api_key_secrets WHERE api_key_id = ?', [apiKey.id]);
      await recordAudit(tx, [
        {
          organizationId: staff.organizationId,
          action: 'apiKey.revoked',
          staffMemberId: staff.id,
          subjectType: 'API_KEY',
          subjectId: apiKey.id,
        },
      ]);
    }
    const payload = new RevokeApiKeyPayload();
    payload.apiKey = (await readApiKeys(tx, staff.organizationId, [apiKey.id]))[0] ?? null;
    return payload;
  });
}
