import { describe, expect, it } from 'vitest';
import { MAX_ADDRESSES, parseAddressList, summarizeAddressList } from './index.js';

/** One line an entry: `name <address>`, or `! CODE text`. */
function read(text: string): string[] {
  return parseAddressList(text).map((entry) => {
    if (entry.problem) return `! ${entry.problem.code} ${entry.text}`;
    return entry.name === null ? `${entry.address}` : `${entry.name} <${entry.address}>`;
  });
}

describe('what people paste', () => {
  it.each([
    ['nothing', ' \r\n\t ,;, ', []],
    ['commas and spaces', 'a@x.org,b@x.org c@x.org , d@x.org', ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']],
    ['a column of a spreadsheet', 'a@x.org\r\nb@x.org\r\n\r\nc@x.org\r\n', ['a@x.org', 'b@x.org', 'c@x.org']],
    ['a row of a spreadsheet', 'a@x.org\tb@x.org', ['a@x.org', 'b@x.org']],
    [
      'semicolons, also of other keyboards',
      'a@x.org;b@x.org；c@x.org，d@x.org、e@x.org',
      ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org', 'e@x.org'],
    ],
    [
      'spaces of a web page',
      'a@x.org\u00a0b@x.org\u3000c@x.org\u2028d@x.org',
      ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org'],
    ],
    ['capitals', 'ADA@X.Org', ['ada@x.org']],
    [
      'names',
      'Ada de Vries <ada@x.org>, b@y.org c@z.org',
      ['Ada de Vries <ada@x.org>', 'b@y.org', 'c@z.org'],
    ],
    [
      'a name with a comma',
      '"Vries, Ada de" <ada@x.org>; Bo <b@y.org>',
      ['Vries, Ada de <ada@x.org>', 'Bo <b@y.org>'],
    ],
    [
      'a name with a comma in typographic quotes',
      '“Vries, Ada de” <ada@x.org> „Bos, J.“ <b@y.org>',
      ['Vries, Ada de <ada@x.org>', 'Bos, J. <b@y.org>'],
    ],
    [
      'a name with quotes',
      '"Ada \\"A\\" Vries" <a@x.org>, "Bo ""B"" Bos" <b@x.org>',
      ['Ada A Vries <a@x.org>', 'Bo B Bos <b@x.org>'],
    ],
    ['a cell that begins with a quote', '"""Ada"" Vries, A." <a@x.org>', ['Ada Vries, A. <a@x.org>']],
    ['half a name in quotes', '"Ada" de Vries <a@x.org>', ['Ada de Vries <a@x.org>']],
    [
      'a name in apostrophes',
      "'Ada de Vries' <a@x.org>, D'Arcy <b@x.org>",
      ['Ada de Vries <a@x.org>', "D'Arcy <b@x.org>"],
    ],
    [
      'names without a space between',
      'Ada <a@x.org>"Bos, Bo" <b@x.org>',
      ['Ada <a@x.org>', 'Bos, Bo <b@x.org>'],
    ],
    ['a quotation mark without a partner', '„Ada "Bos, Bo" <b@x.org>', ['„Ada Bos, Bo <b@x.org>']],
    ['an empty name', '"" <a@x.org>', ['a@x.org']],
    [
      'names without commas between',
      'Ada <a@x.org> Bo Bos <b@x.org>c@x.org Di<d@x.org>',
      ['Ada <a@x.org>', 'Bo Bos <b@x.org>', 'c@x.org', 'Di <d@x.org>'],
    ],
    ['a name after an address', 'a@x.org Bo <b@x.org>', ['a@x.org', 'Bo <b@x.org>']],
    ['brackets alone', '<a@x.org> < b@x.org > <<c@x.org>>', ['a@x.org', 'b@x.org', 'c@x.org']],
    [
      'a bracket not closed',
      'Ada <a@x.org, Bo <b@x.org>\nDi <d@x.org',
      ['Ada <a@x.org>', 'Bo <b@x.org>', 'Di <d@x.org>'],
    ],
    [
      'links',
      "mailto:a@x.org MAILTO:b@x.org?subject=Hi Ada <mailto:c@x.org> mailto: d@x.org mailto:'e@x.org'",
      ['a@x.org', 'b@x.org', 'Ada <c@x.org>', 'd@x.org', 'e@x.org'],
    ],
    [
      'an address repeated as link or name',
      'a@x.org<mailto:a@x.org> b@x.org <B@x.org> "c@x.org" <c@x.org> "\'d@x.org\'" <d@x.org>',
      ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org'],
    ],
    [
      'quoted cells',
      '"a@x.org","b@x.org";\'c@x.org\' \'d@x.org ‘e@x.org’ "f@x.org, g@x.org"',
      ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org', 'e@x.org', 'f@x.org', 'g@x.org'],
    ],
    ['a quoted whole', '"Ada <a@x.org>", "Bo <b@x.org>"', ['Ada <a@x.org>', 'Bo <b@x.org>']],
    [
      'a sentence',
      'Ada <a@x.org>. (b@x.org), [c@x.org]: d@x.org!',
      ['Ada <a@x.org>', 'b@x.org', 'c@x.org', 'd@x.org'],
    ],
    [
      'bullets and numbers',
      '- a@x.org\n• b@x.org\n1. c@x.org\n12) Di <d@x.org>\n> e@x.org\n| f@x.org |',
      ['a@x.org', 'b@x.org', 'c@x.org', 'Di <d@x.org>', 'e@x.org', 'f@x.org'],
    ],
    [
      'direction marks and a byte order mark around',
      '\ufeffa@x.org \u202ab@x.org\u202c \u200b',
      ['a@x.org', 'b@x.org'],
    ],
    [
      'an apostrophe that belongs to the address',
      "'o'brien@x.org' o'neil@x.org 'a'b@x.org",
      ["o'brien@x.org", "o'neil@x.org", "'a'b@x.org"],
    ],
    ['signs that belong to the address', '{a}@x.org *b@x.org', ['{a}@x.org', '*b@x.org']],
    [
      'keys of objects',
      '__proto__@x.org, constructor@x.org, __proto__ <a@x.org>',
      ['__proto__@x.org', 'constructor@x.org', '__proto__ <a@x.org>'],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['words that are no name', 'Ada de, a@x.org', ['! MISSING_AT Ada', '! MISSING_AT de', 'a@x.org']],
    ['words before a bare address', 'Ada a@x.org', ['! MISSING_AT Ada', 'a@x.org']],
    [
      'words cut off from the name by a comma',
      'Vries, Ada <a@x.org>',
      ['! MISSING_AT Vries', 'Ada <a@x.org>'],
    ],
    ['words cut off from the name by a line', 'Ada\n<a@x.org>', ['! MISSING_AT Ada', 'a@x.org']],
    [
      'words cut off from the name by an address',
      'Ada b@x.org Bo <a@x.org>',
      ['! MISSING_AT Ada', 'b@x.org', 'Bo <a@x.org>'],
    ],
    ['words cut off by a line within quotes', '"Ada\nde" <a@x.org>', ['! MISSING_AT "Ada', 'de <a@x.org>']],
    ['words in quotes', '"Ada de" a@x.org', ['! MISSING_AT Ada', '! MISSING_AT de', 'a@x.org']],
    ['signs that mean something', '??? a@x.org', ['! MISSING_AT ???', 'a@x.org']],
    ['a number within a line', 'a@x.org 2. b@x.org', ['a@x.org', '! MISSING_AT 2.', 'b@x.org']],
    ['an address in pieces', 'ada @ x.org', ['! MISSING_AT ada', '! NO_LOCAL_PART @', '! MISSING_AT x.org']],
    ['empty brackets', 'Ada <>, < >', ['! EMPTY Ada <>', '! EMPTY < >']],
    ['a group', 'Friends: a@x.org, Bo <b@x.org>;', ['! LABEL Friends:', 'a@x.org', 'Bo <b@x.org>']],
    ['several addresses in brackets', 'Ada <a@x.org, b@x.org>', ['! SEVERAL_AT Ada <a@x.org, b@x.org>']],
    ['another address as the name', '"b@x.org" <a@x.org>', ['! ADDRESS_IN_NAME "b@x.org" <a@x.org>']],
    [
      'an address swallowed by a stray quotation mark',
      '"b@x.org, "Ada" <a@x.org>',
      ['! ADDRESS_IN_NAME "b@x.org, "Ada" <a@x.org>'],
    ],
    [
      'quoted local parts',
      '"a b"@x.org "a,b@c"@x.org <"a b"@x.org>',
      [
        '! QUOTED_LOCAL_PART "a b"@x.org',
        '! QUOTED_LOCAL_PART "a,b@c"@x.org',
        '! QUOTED_LOCAL_PART <"a b"@x.org>',
      ],
    ],
    [
      'control characters',
      'a@x.org\u0000 b\u0007@x.org',
      ['! CONTROL_CHARACTER a@x.org\u0000', '! CONTROL_CHARACTER b\u0007@x.org'],
    ],
    ['a header smuggled in', 'a@x.org\r\nBcc: e@x.org', ['a@x.org', '! LABEL Bcc:', 'e@x.org']],
    ['an address literal', 'a@[192.0.2.1]', ['! IP_ADDRESS a@[192.0.2.1]']],
    ['addresses without anything between', 'a@x.orgb@x.org', ['! SEVERAL_AT a@x.orgb@x.org']],
  ])('names %s as bad', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('an entry', () => {
  it('tells where it stands, where its address stands and where its fault is', () => {
    const text = 'Ada <ada@x.org>, 😀 (mailto:b@gmial.com). c@é.org';
    const entries = parseAddressList(text);
    expect(entries.map((entry) => [entry.index, entry.text])).toEqual([
      [0, 'Ada <ada@x.org>'],
      [1, '😀'],
      [2, '(mailto:b@gmial.com).'],
      [3, 'c@é.org'],
    ]);
    expect(entries.map((entry) => text.slice(entry.addressStart, entry.addressEnd))).toEqual([
      'ada@x.org',
      '😀',
      'b@gmial.com',
      'c@é.org',
    ]);
    expect(text.charAt(entries[3]?.problem?.position ?? 0)).toBe('é');
  });

  it('points to the first one with the same address, in whatever letters', () => {
    const entries = parseAddressList('a@x.org b@x.org A@X.org Ada <a@x.ORG> bad bad');
    expect(entries.map((entry) => entry.duplicateOf)).toEqual([null, null, 0, 0, null, null]);
  });

  it('has a suggestion that can be put in place of the address, also where it is written twice', () => {
    const text = 'Ada <a@gmial.com>, b@hotmial.com <b@hotmial.com> "c@gmail.con" <c@gmail.con> d@gmail';
    let repaired = text;
    for (const entry of parseAddressList(text).reverse()) {
      repaired = repaired.slice(0, entry.addressStart) + entry.suggestion + repaired.slice(entry.addressEnd);
    }
    expect(read(repaired)).toEqual(['Ada <a@gmail.com>', 'b@hotmail.com', 'c@gmail.com', 'd@gmail.com']);
  });
});

describe('a summary', () => {
  it('counts different addresses and bad entries towards the limit, duplicates not', () => {
    const addresses = Array.from({ length: MAX_ADDRESSES - 1 }, (_, i) => `a${i}@x.org`).join('\n');
    const full = summarizeAddressList(parseAddressList(`${addresses}\nbad A0@x.org`));
    expect(full).toMatchObject({ count: 200, tooMany: false });
    expect(full.addresses).toHaveLength(199);
    expect(full.bad.map((entry) => entry.text)).toEqual(['bad']);
    expect(full.duplicates.map((entry) => entry.duplicateOf)).toEqual([0]);
    expect(summarizeAddressList(parseAddressList(`${addresses} bad b@gmial.com`))).toMatchObject({
      count: 201,
      tooMany: true,
      doubtful: [{ suggestion: 'b@gmail.com' }],
    });
  });
});
