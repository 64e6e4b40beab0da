import { derivedToken, type PresentedToken } from '../auth/derived-token.js';
import type { Config } from '../config.js';

type KeyRing = Config['tokenKeys'];

const token = derivedToken('inv_', 'invitation');

/** The token of an invitation's link. */
export function invitationToken(keys: KeyRing, invitationId: string, generation: number): string {
  return token.of(keys, invitationId, generation);
}

interface PresentedInvitation {
  readonly invitationId: string;
  readonly matches: PresentedToken['matches'];
}

/** Null for anything that cannot be a token of an invitation, whatever its type. */
export function readInvitationToken(presented: unknown): PresentedInvitation | null {
  const read = token.read(presented);
  return read && { invitationId: read.id, matches: read.matches };
}

export function invitationLink(
  config: Config,
  invitationId: string,
  generation: number,
  page: '' | '/not-me' = '',
): string {
  // In the fragment: browsers send it to no server, so it is in no log and no Referer.
  return `${config.publicUrl}/portal/invitation${page}#${invitationToken(config.tokenKeys, invitationId, generation)}`;
}
