import { uuidv7 } from 'uuidv7';
import { hashOfSecret, makeSecret } from '../../src/api-keys/api-key-secret.js';
import { KEY_PERMISSIONS, type Permission } from '../../src/staff/permissions.js';
import type { BuiltStaffMember } from './people.js';
import type { Tables } from './tables.js';

export interface BuiltApiKey {
  readonly id: string;
  readonly secret: string;
  readonly staffMemberId: string;
  /** The header that sends it. */
  readonly headers: { authorization: string };
}

export async function anApiKey(
  app: Tables,
  createdBy: BuiltStaffMember,
  {
    name = 'Planner',
    permissions = [...KEY_PERMISSIONS],
  }: { name?: string; permissions?: readonly Permission[] } = {},
): Promise<BuiltApiKey> {
  const [id, staffMemberId, secret] = [uuidv7(), uuidv7(), makeSecret()];
  await app.sql(
    `INSERT INTO staff_members (id, organization_id, kind, first_name, last_name, activated_at)
     VALUES (?, ?, 'KEY', ?, '', NOW(3))`,
    [staffMemberId, createdBy.organizationId, name],
  );
  for (const permission of permissions)
    await app.sql('INSERT INTO staff_member_permissions (staff_member_id, permission) VALUES (?, ?)', [
      staffMemberId,
      permission,
    ]);
  await app.sql(
    `INSERT INTO api_keys (id, organization_id, staff_member_id, name, last_characters, created_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [id, createdBy.organizationId, staffMemberId, name, secret.slice(-4), createdBy.staffMemberId],
  );
  await app.sql('INSERT INTO api_key_secrets (hash, api_key_id) VALUES (?, ?)', [hashOfSecret(secret), id]);
  return { id, secret, staffMemberId, headers: { authorization: `Bearer ${secret}` } };
}
