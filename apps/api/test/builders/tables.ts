import { randomBytes } from 'node:crypto';
import type { App } from '../harness.js';

export type Tables = Pick<App, 'sql'>;

/** Part of a name or an address that nobody else in the database has. */
export const unique = () => randomBytes(5).toString('hex');
