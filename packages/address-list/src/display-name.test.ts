import { describe, expect, it } from 'vitest';
import { MAX_NAME_LENGTH, neutralizeName, shownText } from './index.js';

describe('a name', () => {
  it.each([
    ['  Ada \t de\u00a0 Vries ', 'Ada de Vries'],
    ['Zoë Ōtani-Núñez', 'Zoë Ōtani-Núñez'],
    ['e\u0301', 'é'],
    ['李小龍', '李小龍'],
    ['Ada\u202egpj.exe', 'Adagpj. exe'],
    ['A\u200bd\u2066a\u2069\ufeff', 'Ada'],
    ['Ada\r\nBcc: eve@x.org', 'Ada Bcc eve x. org'],
    ['Ada\u0000\u001b[31m', 'Ada [31m'],
    ['https://evil.example/login', 'https evil. example login'],
    ['J.P.M. de Vries', 'J.P.M. de Vries'],
    ['<b>Ada</b>', 'b Ada b'],
    ['{{ClientPortalLink}}', 'ClientPortalLink'],
    ['=?utf-8?B?ZXZl?=', '?utf-8?B?ZXZl?'],
    ['Ada \ud83d', 'Ada'],
    [' . ', null],
    ['\u200b', null],
    ['', null],
  ])('%j is kept as %j', (raw, name) => {
    expect(neutralizeName(raw)).toBe(name);
  });

  it('is cut to its length, never through a character, and quickly whatever its marks', () => {
    expect(neutralizeName('a'.repeat(10_000))).toHaveLength(MAX_NAME_LENGTH);
    expect(neutralizeName(`a${'😀'.repeat(5_000)}`)?.isWellFormed()).toBe(true);
    expect(neutralizeName(`a${'\u0301\u0327'.repeat(500_000)}`)?.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
  });
});

describe('shown text', () => {
  it.each([
    ['ada@x.org', 'ada@x.org'],
    ['a\u0000b\u202ec\u200bd\r\ne', 'a\ufffdb\ufffdc\ufffdd  e'],
    ['x'.repeat(81), `${'x'.repeat(80)}…`],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(1_000_000), `${'x'.repeat(80)}…`],
    [`${'x'.repeat(79)}😀`, `${'x'.repeat(79)}…`],
    ['\ude00', '\ufffd'],
  ])('of %j is %j', (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });
});
