import { randomBytes } from 'node:crypto';
import type { App } from '../harness.js';

export type Tables = Pick<App, 'sql'>;

/**
 * Part of a name or an address that nobody else in the database has. It begins with a digit: a search for somebody by a letter
 * must never find an address that was made up.
 */
export const unique = () => `0${randomBytes(5).toString('hex')}`;
