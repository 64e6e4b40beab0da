import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.js';

const PREFIX = 'inv_';
const ID_BYTES = 16;
const SHAPE = /^inv_[A-Za-z0-9_-]{64}$/;

type KeyRing = Config['tokenKeys'];

/**
 * The token of an invitation's link: `inv_` + base64url(id ‖ HMAC-SHA-256(key, "invitation" ‖ id ‖ generation)).
 * Nothing of it is stored: a reminder carries the same link as the first mail, a dump of the database opens nothing, and
 * moving the generation kills every link sent before.
 */
export function invitationToken(keys: KeyRing, invitationId: string, generation: number): string {
  const id = idBytes(invitationId);
  const key = keys[0];
  if (!key) throw new Error('the key ring is empty');
  return PREFIX + Buffer.concat([id, seal(key.value, id, generation)]).toString('base64url');
}

export interface PresentedToken {
  readonly invitationId: string;
  /** Compares in constant time, against every key of the ring. */
  matches(keys: KeyRing, generation: number): boolean;
}

/** Null for anything that cannot be a token of an invitation, whatever its type. */
export function readInvitationToken(token: unknown): PresentedToken | null {
  if (typeof token !== 'string' || !SHAPE.test(token)) return null;
  const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  const presented = bytes.subarray(ID_BYTES);
  return {
    invitationId: uuidText(id),
    matches(keys, generation) {
      let found = false;
      for (const key of keys) found = timingSafeEqual(presented, seal(key.value, id, generation)) || found;
      return found;
    },
  };
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

function seal(secret: string, id: Buffer, generation: number): Buffer {
  return createHmac('sha256', secret).update('invitation\0').update(id).update(`\0${generation}`).digest();
}

function idBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
