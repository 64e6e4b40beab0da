import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { startToken } from '../organizations/start/start-token.js';
import { registrationToken } from '../registrations/register/registration-token.js';
import { invitationToken, readInvitationToken } from './invitation-token.js';

const key = (id: string) => ({ id, value: `${id}-key-of-more-than-thirty-two-characters` });
const keys = [key('k2'), key('k1')];
const id = uuidv7();

function opens(token: unknown, generation = 1, ring = keys): boolean {
  return readInvitationToken(token)?.matches(ring, generation) ?? false;
}

describe('the token of an invitation', () => {
  it('names its invitation and fits its generation only', () => {
    const token = invitationToken(keys, id, 1);
    expect(readInvitationToken(token)?.invitationId).toBe(id);
    expect(opens(token, 1)).toBe(true);
    expect(opens(token, 2)).toBe(false);
    expect(opens(token, 0)).toBe(false);
  });

  it('keeps working while its key is in the ring, and no longer', () => {
    const old = invitationToken([key('k1')], id, 1);
    expect(opens(old)).toBe(true);
    expect(opens(old, 1, [key('k2')])).toBe(false);
  });

  it('is refused with any one bit changed', () => {
    const token = invitationToken(keys, id, 1);
    const bytes = Buffer.from(token.slice(4), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(opens(`inv_${changed.toString('base64url')}`), `bit ${bit}`).toBe(false);
    }
  });

  it('has one spelling: no other text stands for the same bytes', () => {
    const token = invitationToken(keys, id, 1);
    for (const other of [
      ` ${token}`,
      `${token}\n`,
      `${token}=`,
      `${token}A`,
      token.slice(0, -1),
      token.toUpperCase(),
      token.toLowerCase(),
      token.replace('inv_', 'INV_'),
      token.replace('inv_', ''),
      token.replace('inv_', 'rst_'),
      token.replaceAll('_', '/').replaceAll('-', '+'),
      `inv_${Buffer.from(token).toString('base64url')}`,
      token.normalize('NFD').replace('i', 'ı'),
      encodeURIComponent(`${token} `),
    ])
      expect(opens(other), other).toBe(false);
  });

  it('is not made of that of something else by another beginning', () => {
    for (const other of [registrationToken, startToken]) {
      const token = other.of(keys, id, 1);
      expect(other.read(token)?.matches(keys, 1)).toBe(true);
      expect(opens(token)).toBe(false);
      expect(opens(token.replace(/^[a-z]+_/, 'inv_'))).toBe(false);
    }
  });

  it('is never of another type, nor anything made up', () => {
    for (const strange of [
      null,
      undefined,
      0,
      1,
      true,
      {},
      [],
      [invitationToken(keys, id, 1)],
      Number.NaN,
      Symbol.iterator,
    ])
      expect(readInvitationToken(strange)).toBeNull();
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.base64String({ minLength: 60, maxLength: 72 })),
        (text) => {
          expect(opens(text)).toBe(false);
          expect(opens(`inv_${text}`)).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of one invitation does not fit another', () => {
    const other = uuidv7();
    const mixed = Buffer.concat([
      Buffer.from(other.replaceAll('-', ''), 'hex'),
      Buffer.from(invitationToken(keys, id, 1).slice(4), 'base64url').subarray(16),
    ]);
    expect(readInvitationToken(`inv_${mixed.toString('base64url')}`)?.invitationId).toBe(other);
    expect(opens(`inv_${mixed.toString('base64url')}`)).toBe(false);
  });
});
