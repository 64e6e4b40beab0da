import { createHmac } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { expect, it } from 'vitest';
import { invitationToken, readInvitationToken } from '../../src/invitations/invitation-token.js';
import { seededRandom } from '../kill/seeded-random.js';

const ATTACKS = Number(process.env.TOKEN_ATTACKS ?? 20_000);
const SEED = Number(process.env.TOKEN_SEED ?? Date.now() % 1_000_000);
const INVITATIONS = 1_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const random = seededRandom(SEED);
const below = (limit: number) => Math.floor(random() * limit);
const key = (id: string) => ({
  id,
  value: `${id} key of more than thirty-two characters, for this test only`,
});
const keys = [key('k2'), key('k1')];
const strangersKeys = [key('k3')];

/** What the table holds: ids and their present generation. */
const generations = new Map(Array.from({ length: INVITATIONS }, () => [uuidv7(), 2 + below(5)] as const));
const ids = [...generations.keys()];
const some = () => ids[below(ids.length)] as string;
const genuine = (id: string) => invitationToken(keys, id, generations.get(id) ?? 0);

/** As a request does it: the id of the token is looked up, and the token held against that row's generation. */
function isAccepted(token: string): boolean {
  const presented = readInvitationToken(token);
  return presented?.matches(keys, generations.get(presented.invitationId) ?? 0) ?? false;
}

const bytesOf = (token: string) => Buffer.from(token.slice(4), 'base64url');
const tokenOf = (bytes: Buffer) => `inv_${bytes.toString('base64url')}`;
const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

function sealed(
  id: string,
  text: (id: Buffer, generation: number) => Buffer,
  secret = keys[0]?.value ?? '',
): string {
  const seal = createHmac('sha256', secret)
    .update(text(idBytes(id), generations.get(id) ?? 0))
    .digest();
  return tokenOf(Buffer.concat([idBytes(id), seal]));
}

const ATTACKERS: Record<string, () => string> = {
  'one bit': () => {
    const bytes = bytesOf(genuine(some()));
    const bit = below(bytes.length * 8);
    bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    return tokenOf(bytes);
  },
  'one character': () => {
    const token = genuine(some());
    const at = below(token.length);
    const other = ALPHABET.replace(token[at] ?? '', '')[below(63)] ?? '';
    return token.slice(0, at) + other + token.slice(at + 1);
  },
  'two characters swapped, or one lost or added': () => {
    const token = genuine(some());
    const at = 4 + below(63);
    const [one = '', two = ''] = token.slice(at, at + 2);
    const rest = token.slice(at + 2);
    const swapped = token.slice(0, at) + two + one + rest;
    const lost = token.slice(0, at) + two + rest;
    return [one === two ? lost : swapped, lost, token.slice(0, at) + one + one + two + rest][below(3)] ?? '';
  },
  'another case, another spelling': () => {
    const token = genuine(some());
    return (
      [
        token.toUpperCase(),
        token.toLowerCase(),
        ` ${token}`,
        `${token}=`,
        `${token}\n`,
        `${token}\0`,
        token.slice(4),
      ][below(7)] ?? ''
    );
  },
  'a seal of another invitation': () => {
    const [mine, other] = [some(), some()];
    const seal = bytesOf(genuine(mine)).subarray(16);
    return tokenOf(Buffer.concat([idBytes(mine === other ? uuidv7() : other), seal]));
  },
  'an earlier or later generation': () => {
    const id = some();
    const now = generations.get(id) ?? 0;
    const generation = below(12);
    return invitationToken(keys, id, generation === now ? now + 12 : generation);
  },
  'an invitation that never was': () => invitationToken(keys, uuidv7(), 1 + below(5)),
  'keys of a stranger': () => {
    const id = some();
    return invitationToken(strangersKeys, id, generations.get(id) ?? 0);
  },
  'our key for another purpose': () =>
    sealed(some(), (id, generation) =>
      Buffer.concat([
        Buffer.from(['reset\0', '', 'Invitation\0', 'invitation'][below(4)] ?? ''),
        id,
        Buffer.from(`\0${generation}`),
      ]),
    ),
  'our key over other parts': () =>
    sealed(some(), (id, generation) =>
      Buffer.concat([
        Buffer.from('invitation\0'),
        id,
        Buffer.from([`${generation}`, `\0${generation}0`, `\0`, ''][below(4)] ?? ''),
      ]),
    ),
  'anything of the right form': () =>
    `inv_${Array.from({ length: 64 }, () => ALPHABET[below(64)] ?? '').join('')}`,
  'a real id with any seal': () =>
    tokenOf(Buffer.concat([idBytes(some()), Buffer.from(Array.from({ length: 32 }, () => below(256)))])),
};

it(
  `accepts none of ${ATTACKS} tokens that are not the genuine one (seed ${SEED})`,
  () => {
    for (const id of ids) expect(isAccepted(genuine(id))).toBe(true);
    const began = performance.now();
    const attackers = Object.entries(ATTACKERS);
    const accepted: Record<string, string[]> = {};
    for (let attack = 0; attack < ATTACKS; attack += 1) {
      const [name, attacker] = attackers[attack % attackers.length] as [string, () => string];
      const token = attacker();
      if (isAccepted(token)) accepted[name] = [...(accepted[name] ?? []), token];
    }
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    process.stdout.write(
      `token attack: ${JSON.stringify({ tokens: ATTACKS, kinds: attackers.length, seed: SEED, seconds, accepted: Object.keys(accepted).length })}\n`,
    );
    expect(accepted).toEqual({});
  },
  60_000 + ATTACKS,
);
