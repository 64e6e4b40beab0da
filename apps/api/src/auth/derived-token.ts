import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.js';

const ID_BYTES = 16;

type KeyRing = Config['tokenKeys'];

export interface PresentedToken {
  /** The row that the token names. */
  readonly id: string;
  /** Compares in constant time, against every key of the ring. */
  matches(keys: KeyRing, generation: number): boolean;
}

export interface DerivedToken {
  of(keys: KeyRing, id: string, generation: number): string;
  /** Null for anything that cannot be such a token, whatever its type. */
  read(token: unknown): PresentedToken | null;
}

/**
 * The token of a mailed link: prefix + base64url(id ‖ HMAC-SHA-256(key, purpose ‖ id ‖ generation)). Nothing of it is stored:
 * a second mail carries the same link as the first, a dump of the database opens nothing, moving the generation kills every
 * link sent before, and a token for one purpose is none for another.
 */
export function derivedToken(prefix: string, purpose: string): DerivedToken {
  const shape = new RegExp(`^${prefix}[A-Za-z0-9_-]{64}$`);
  const seal = (secret: string, id: Buffer, generation: number) =>
    createHmac('sha256', secret).update(`${purpose}\0`).update(id).update(`\0${generation}`).digest();
  return {
    of(keys, uuid, generation) {
      const [key] = keys;
      if (!key) throw new Error('the key ring is empty');
      const id = Buffer.from(uuid.replaceAll('-', ''), 'hex');
      return prefix + Buffer.concat([id, seal(key.value, id, generation)]).toString('base64url');
    },
    read(token) {
      if (typeof token !== 'string' || !shape.test(token)) return null;
      const bytes = Buffer.from(token.slice(prefix.length), 'base64url');
      const id = bytes.subarray(0, ID_BYTES);
      const presented = bytes.subarray(ID_BYTES);
      return {
        id: uuidText(id),
        matches(keys, generation) {
          let found = false;
          for (const key of keys)
            found = timingSafeEqual(presented, seal(key.value, id, generation)) || found;
          return found;
        },
      };
    },
  };
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
