import { hashPassword as hash } from 'better-auth/crypto';

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;

/** As the authentication library stores it: scrypt with a salt of its own. Takes some 100 ms; never inside a transaction. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}
