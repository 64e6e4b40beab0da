import { derivedToken } from '../../auth/derived-token.js';
import type { Config } from '../../config.js';

export const LINK_HOURS = 48;

export const startToken = derivedToken('org_', 'organization-start');

export function startLink(config: Config, startId: string, generation: number): string {
  // In the fragment: browsers send it to no server, so it is in no log and no Referer.
  return `${config.publicUrl}/admin/start/confirm#${startToken.of(config.tokenKeys, startId, generation)}`;
}
