import { derivedToken } from '../../auth/derived-token.js';
import type { Config } from '../../config.js';

/** Days and hours are the words of the mail as well. */
export const LINK_HOURS = 48;

export const registrationToken = derivedToken('reg_', 'registration');

export function registrationLink(config: Config, registrationId: string, generation: number): string {
  // In the fragment: browsers send it to no server, so it is in no log and no Referer.
  return `${config.publicUrl}/portal/registration#${registrationToken.of(config.tokenKeys, registrationId, generation)}`;
}

/** Where people ask to become a client of an organization. */
export function registrationPage(config: Config, slug: string): string {
  return `${config.publicUrl}/portal/register/${slug}`;
}

/**
 * SQL: registration `r` waits for whoever opens its link. Of one that was declined the answer stays until they do: anybody can
 * have a mail sent who knows the address.
 */
export const IS_OFFERED = `(r.status = 'MAILED' OR (r.status = 'DECLINED' AND r.expires_at > r.decided_at + INTERVAL ${LINK_HOURS} HOUR))`;
