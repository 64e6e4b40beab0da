import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorize } from '../staff/authorize.js';
import { readGrants, refuseBeyondOwn } from '../staff/grants.js';
import { lockStaff } from '../staff/lock-staff.js';
import type { CreateApiKeyInput } from './api-key.inputs.js';
import { CreateApiKeyPayload } from './api-key.payloads.js';
import { readDays, readKeyName, readKeyPermissions } from './api-key-fields.js';
import { hashOfSecret, lastCharactersOf, makeSecret } from './api-key-secret.js';
import { readApiKeys } from './read-api-keys.js';

/** Makes a key with a member of its own to act as. The secret is in the answer, and nowhere afterwards. */
export async function createApiKey(
  ctx: RequestContext,
  input: CreateApiKeyInput,
): Promise<CreateApiKeyPayload> {
  if (!isId(input.organizationId)) throw notFound();
  await authorize(ctx, input.organizationId, 'apiKeys.manage');
  const name = readKeyName(input.name);
  const days = readDays(input.expiresInDays);
  const permissions = readKeyPermissions(input.permissions);
  const [id, staffMemberId, secret] = [uuidv7(), uuidv7(), makeSecret()];
  return ctx.transaction(async (tx) => {
    // A key outlasts whoever makes it: somebody who is being deactivated must not leave with one.
    const staff = await lockStaff(tx, input.organizationId, 'apiKeys.manage');
    refuseBeyondOwn(staff, await readGrants(tx, staff.organizationId, { roleIds: [], permissions }), [
      'permissions',
    ]);
    await insertRows(
      tx,
      'staff_members',
      ['id', 'organization_id', 'kind', 'first_name', 'last_name'],
      [[staffMemberId, staff.organizationId, 'KEY', name, '']],
      { activated_at: 'NOW(3)' },
    );
    await insertRows(
      tx,
      'staff_member_permissions',
      ['staff_member_id', 'permission'],
      permissions.map((permission) => [staffMemberId, permission]),
    );
    await insertRows(
      tx,
      'api_keys',
      ['id', 'organization_id', 'staff_member_id', 'name', 'last_characters', 'created_by'],
      [[id, staff.organizationId, staffMemberId, name, lastCharactersOf(secret), staff.id]],
      { expires_at: days === null ? 'NULL' : `NOW(3) + INTERVAL ${days} DAY` },
    );
    await insertRows(tx, 'api_key_secrets', ['hash', 'api_key_id'], [[hashOfSecret(secret), id]]);
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action: 'apiKey.created',
        staffMemberId: staff.id,
        subjectType: 'API_KEY',
        subjectId: id,
        details: { permissions, expiresInDays: days },
      },
    ]);
    const payload = new CreateApiKeyPayload(secret);
    payload.apiKey = (await readApiKeys(tx, staff.organizationId, [id]))[0] ?? null;
    return payload;
  });
}
