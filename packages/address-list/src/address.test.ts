import { describe, expect, it } from 'vitest';
import { ADDRESS_PROBLEM_CODES, describeProblem, normalizeAddress } from './index.js';

const long = (length: number) => 'a'.repeat(length);

describe('an address that mail servers deliver', () => {
  it.each([
    ['ada@example.org', 'ada@example.org'],
    ['  Ada@Example.ORG\n', 'ada@example.org'],
    ["O'Brien+intake_2@mail.clinic.example.org", "o'brien+intake_2@mail.clinic.example.org"],
    ["!#$%&'*+-/=?^_`{|}~@x.org", "!#$%&'*+-/=?^_`{|}~@x.org"],
    ['__proto__@constructor.org', '__proto__@constructor.org'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['a@example.xn--p1ai', 'a@example.xn--p1ai'],
    ['a@1and1.nl', 'a@1and1.nl'],
    ['a@b--c.nl', 'a@b--c.nl'],
    [`${long(64)}@x.org`, `${long(64)}@x.org`],
    [`a@${long(63)}.org`, `a@${long(63)}.org`],
    [`${long(64)}@${`${long(61)}.`.repeat(3)}org`, `${long(64)}@${`${long(61)}.`.repeat(3)}org`],
  ])('keeps %j as %j', (raw, address) => {
    expect(normalizeAddress(raw)).toEqual({ address, problem: null });
  });
});

describe('an address that is refused', () => {
  it.each([
    ['', 'EMPTY', 0, null],
    [' \t\u00a0', 'EMPTY', 3, null],
    ['ada', 'MISSING_AT', 3, null],
    ['ada\uff20x.org', 'INVALID_CHARACTER', 3, '\uff20'],
    ['a@b@x.org', 'SEVERAL_AT', 3, '@'],
    ['a@x.org, b@y.org', 'SEVERAL_AT', 10, '@'],
    ['@x.org', 'NO_LOCAL_PART', 0, null],
    ['ada@', 'NO_DOMAIN', 4, null],
    ['ada@x.org\r\nBcc: eve@y.org', 'CONTROL_CHARACTER', 9, 'U+000D'],
    ['ada@x.org\u0000', 'CONTROL_CHARACTER', 9, 'U+0000'],
    ['ada\u2028@x.org', 'CONTROL_CHARACTER', 3, 'U+2028'],
    ['ada@\u200bx.org', 'INVISIBLE_CHARACTER', 4, 'U+200B'],
    ['\u202eada@x.org', 'INVISIBLE_CHARACTER', 0, 'U+202E'],
    ['ada\u{e0061}@x.org', 'INVISIBLE_CHARACTER', 3, 'U+E0061'],
    ['ad\u0131@x.org', 'NOT_ASCII_LOCAL_PART', 2, '\u0131'],
    ['\u212aarl@x.org', 'NOT_ASCII_LOCAL_PART', 0, '\u212a'],
    ['ada😀@x.org', 'NOT_ASCII_LOCAL_PART', 3, '😀'],
    ['ada\ud83d@x.org', 'NOT_ASCII_LOCAL_PART', 3, 'U+D83D'],
    ['ada@ex\u0430mple.org', 'NOT_ASCII_DOMAIN', 6, '\u0430'],
    ['ada@GMA\u0130L.com', 'NOT_ASCII_DOMAIN', 7, '\u0130'],
    ['ada@x\u3002org', 'NOT_ASCII_DOMAIN', 5, '\u3002'],
    ['"ada b"@x.org', 'QUOTED_LOCAL_PART', 0, '"'],
    ['"a@b"@x.org', 'QUOTED_LOCAL_PART', 0, '"'],
    ['a"d"a@x.org', 'QUOTED_LOCAL_PART', 1, '"'],
    ['.ada@x.org', 'LOCAL_PART_DOT', 0, '.'],
    ['ada.@x.org', 'LOCAL_PART_DOT', 3, '.'],
    ['a..da@x.org', 'LOCAL_PART_DOT', 2, '.'],
    [`${long(65)}@x.org`, 'LOCAL_PART_TOO_LONG', 64, null],
    ['a b@x.org', 'INVALID_CHARACTER', 1, 'U+0020'],
    ['a\u00a0b@x.org', 'INVALID_CHARACTER', 1, 'U+00A0'],
    ['a,b@x.org', 'INVALID_CHARACTER', 1, ','],
    ['(c)ada@x.org', 'INVALID_CHARACTER', 0, '('],
    ['ada\\@x.org', 'INVALID_CHARACTER', 3, '\\'],
    ['<ada@x.org>', 'INVALID_CHARACTER', 0, '<'],
    ['friends:ada@x.org;', 'INVALID_CHARACTER', 7, ':'],
    ['ada@x_y.org', 'INVALID_CHARACTER', 5, '_'],
    ['ada@x.org>', 'INVALID_CHARACTER', 9, '>'],
    ['ada@x%org', 'INVALID_CHARACTER', 5, '%'],
    ['ada@[192.0.2.1]', 'IP_ADDRESS', 4, '['],
    ['ada@192.0.2.1', 'IP_ADDRESS', 4, null],
    ['ada@localhost', 'DOMAIN_WITHOUT_DOT', 13, null],
    ['ada@.org', 'DOMAIN_DOT', 4, null],
    ['ada@x..org', 'DOMAIN_DOT', 6, null],
    ['ada@x.org.', 'DOMAIN_DOT', 9, null],
    ['ada@-x.org', 'DOMAIN_HYPHEN', 4, '-'],
    ['ada@x-.org', 'DOMAIN_HYPHEN', 5, '-'],
    ['ada@xn--.org', 'DOMAIN_HYPHEN', 7, '-'],
    [`a@${long(64)}.org`, 'DOMAIN_LABEL_TOO_LONG', 65, null],
    ['ada@x.o', 'TOP_LEVEL_DOMAIN', 6, null],
    ['ada@x.or9', 'TOP_LEVEL_DOMAIN', 6, null],
    [`${long(64)}@${`${long(61)}.`.repeat(3)}orgs`, 'TOO_LONG', 254, null],
  ])('refuses %j: %s at %i', (raw, code, position, character) => {
    expect(normalizeAddress(raw)).toEqual({ address: null, problem: { code, position, character } });
  });
});

describe('describeProblem', () => {
  it('has a sentence of its own for every code', () => {
    const sentences = ADDRESS_PROBLEM_CODES.map((code) =>
      describeProblem({ code, position: 0, character: 'é' }),
    );
    expect(new Set(sentences).size).toBe(ADDRESS_PROBLEM_CODES.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+\.$/);
  });

  it('says what to do about a domain that is not ASCII', () => {
    const { problem } = normalizeAddress('a@bücher.example');
    expect(problem && describeProblem(problem)).toMatch(/“ü”.+xn--/);
  });
});
