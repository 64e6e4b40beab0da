import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The type stands in front, so that a key is never taken for an invitation's or any other token, and scanners of code know it. */
const PREFIX = 'ak_live_';
const SECRET_BYTES = 32;
const SHAPE = /^ak_live_[A-Za-z0-9_-]{43}$/;

export function makeSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

/** Null for anything that cannot be a key, whatever its type. */
export function hashOfSecret(secret: unknown): string | null {
  if (typeof secret !== 'string' || !SHAPE.test(secret)) return null;
  return createHash('sha256').update(secret).digest('hex');
}

/** The index has found the row already; this keeps how far two hashes agree from anybody who measures. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function lastCharactersOf(secret: string): string {
  return secret.slice(-4);
}
