import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What is kept of a request. Its answer is encrypted with a key made of the request and the server's secret: it holds names and
 * addresses as they were given in, and only whoever sends the very same request again gets them back.
 */
export class RequestSeal {
  readonly fingerprint: string;
  readonly #key: Buffer;

  constructor(secret: string, request: unknown) {
    const text = canonical(request);
    const derive = (purpose: string) =>
      createHmac('sha256', secret).update(`idempotency ${purpose}\0`).update(text).digest();
    this.fingerprint = derive('fingerprint').toString('hex');
    this.#key = derive('outcome');
  }

  close(outcome: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv);
    const body = Buffer.concat([cipher.update(outcome, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  open(sealed: Buffer): string {
    const decipher = createDecipheriv(CIPHER, this.#key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}

export function hashOfKey(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey).digest('hex');
}

/** JSON with the fields of every object in one order: how a client writes them must not make it another request. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
