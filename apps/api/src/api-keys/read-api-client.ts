import type { RequestContext } from '../context.js';
import { Organization } from '../organizations/organization.entity.js';
import { readMembers } from '../staff/read-permissions.js';
import type { ApiClient } from './api-key.payloads.js';
import { readApiKeys } from './read-api-keys.js';

/** What the key of this request is and may do; null for everybody who carries none. */
export async function readApiClient(ctx: RequestContext): Promise<ApiClient | null> {
  if (!ctx.apiKey) return null;
  const { id, organizationId, staffMemberId } = ctx.apiKey;
  const [apiKey] = await readApiKeys(ctx, organizationId, [id]);
  const [member] = await readMembers(ctx, 'm.id = ?', [staffMemberId]);
  const organization = await ctx.db.getRepository(Organization).findOneBy({ id: organizationId });
  if (!apiKey || !member || !organization) return null;
  const { name, status, expiresAt } = apiKey;
  return { id, name, organization, permissions: [...member.permissions], status, expiresAt };
}
