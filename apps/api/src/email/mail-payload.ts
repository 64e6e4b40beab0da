import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from '../config.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a queued mail carries that must not be readable in a dump of the database, such as a link that opens something. */
export function sealPayload(config: Pick<Config, 'authSecret'>, payload: Record<string, string>): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', payloadKey(config), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(payload), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

export function openPayload(config: Pick<Config, 'authSecret'>, sealed: string): Record<string, string> {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', payloadKey(config), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
  return JSON.parse(Buffer.concat(opened).toString('utf8')) as Record<string, string>;
}

function payloadKey(config: Pick<Config, 'authSecret'>): Buffer {
  return Buffer.from(hkdfSync('sha256', config.authSecret, '', 'anteroom mail payload', 32));
}
