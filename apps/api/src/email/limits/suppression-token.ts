import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config.js';
import { addressHash } from './suppressions.js';

const PREFIX = 'sup_';
const HASH_BYTES = 32;
const SHAPE = /^sup_[A-Za-z0-9_-]{86}$/;

type KeyRing = Config['tokenKeys'];

/**
 * By which the person, and nobody else, lets themselves be invited again: `sup_` + base64url(hash of the address ‖
 * HMAC-SHA-256(key, "suppression" ‖ hash)). Mailed to that address and stored nowhere.
 */
export function suppressionToken(keys: KeyRing, address: string): string {
  const [key] = keys;
  if (!key) throw new Error('the key ring is empty');
  const hash = Buffer.from(addressHash(address), 'hex');
  return PREFIX + Buffer.concat([hash, seal(key.value, hash)]).toString('base64url');
}

/** The hash of the address that the token was mailed to; null for anything else. */
export function readSuppressionToken(keys: KeyRing, token: unknown): string | null {
  if (typeof token !== 'string' || !SHAPE.test(token)) return null;
  const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
  const hash = bytes.subarray(0, HASH_BYTES);
  const presented = bytes.subarray(HASH_BYTES);
  let genuine = false;
  for (const key of keys) genuine = timingSafeEqual(presented, seal(key.value, hash)) || genuine;
  return genuine ? hash.toString('hex') : null;
}

function seal(secret: string, hash: Buffer): Buffer {
  return createHmac('sha256', secret).update('suppression\0').update(hash).digest();
}
