import { expect, it } from 'vitest';
import type { Config } from '../config.js';
import { isTrustedOrigin, trustedOrigins } from './trusted-origins.js';

const OTHERS = ['http://localhost:5173', 'http://127.0.0.1:4000', 'https://clinic.example.evil.example'];
const config = (production: boolean) => ({ production, publicUrl: 'https://clinic.example' }) as Config;

it('in production nobody’s pages but our own may act with a session, not even those of this machine', () => {
  expect(trustedOrigins(config(true))).toEqual(['https://clinic.example']);
  expect(isTrustedOrigin(config(true), 'https://clinic.example')).toBe(true);
  for (const origin of OTHERS) expect(isTrustedOrigin(config(true), origin), origin).toBe(false);
});

it('while developing those of this machine may as well, and of no other', () => {
  expect(OTHERS.map((origin) => isTrustedOrigin(config(false), origin))).toEqual([true, true, false]);
});
