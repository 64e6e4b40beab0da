import { describe, expect, it } from 'vitest';
import { boundedDistance, isTransposition } from './edit-distance.js';
import { suggestDomain, suggestRepair } from './suggestion.js';
import { ENDING_SLIPS, ONLY_UNDER, WELL_KNOWN_DOMAINS } from './well-known-domains.js';

describe('a likely typo', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gamil.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmial.cmo', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.nl', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmal.nl', 'hotmail.nl'],
    ['homtail.com', 'hotmail.com'],
    ['hotmeel.com', 'hotmail.com'],
    ['hotmail.cm', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['oultook.com', 'outlook.com'],
    ['ouutlok.com', 'outlook.com'],
    ['iclod.com', 'icloud.com'],
    ['icloud.nl', 'icloud.com'],
    ['yaho.com', 'yahoo.com'],
    ['lvie.nl', 'live.nl'],
    ['hoem.nl', 'home.nl'],
    ['zigo.nl', 'ziggo.nl'],
    ['ziggo.nk', 'ziggo.nl'],
    ['kpnmial.nl', 'kpnmail.nl'],
    ['xs4al.nl', 'xs4all.nl'],
    ['plantet.nl', 'planet.nl'],
    ['hotmail.co.ku', null],
    ['practice.con', 'practice.com'],
    ['mail.practice.ogr', 'mail.practice.org'],
  ])('%s is taken for %s', (domain, meant) => {
    expect(suggestDomain(domain)).toBe(meant);
  });

  it.each([
    ...[
      'mail.com',
      'ymail.com',
      'email.com',
      'gmx.net',
      'hotmail.dk',
      'live.be',
      'like.nl',
      'hume.nl',
      'some.nl',
    ],
    ...[
      'practice.co',
      'practice.nl',
      'example.org',
      'hotel.nl',
      'outlet.com',
      'klm.com',
      'gmail.example.org',
    ],
    ...[
      'constructor.com',
      '__proto__',
      'a.toString',
      'olvg.nl',
      'parnassiagroep.nl',
      'ggzdrenthe.nl',
      'arkin.nl',
    ],
    ...WELL_KNOWN_DOMAINS,
  ])('%s is left alone', (domain) => {
    expect(suggestDomain(domain)).toBeNull();
  });

  it('gives repairs that are well known themselves', () => {
    expect(new Set(WELL_KNOWN_DOMAINS).size).toBe(WELL_KNOWN_DOMAINS.length);
    for (const domain of ONLY_UNDER.values()) expect(WELL_KNOWN_DOMAINS).toContain(domain);
    for (const domain of WELL_KNOWN_DOMAINS)
      expect(ENDING_SLIPS.has(domain.split('.').at(-1) ?? '')).toBe(false);
  });
});

describe('a bad address with one obvious repair', () => {
  it.each([
    ['Ada@gmail', 'ada@gmail.com'],
    ['ada@hotmail', 'ada@hotmail.com'],
    ['ada@gmailcom', 'ada@gmail.com'],
    ['ada@gmail..com', 'ada@gmail.com'],
    ['ada@.gmial.com', 'ada@gmail.com'],
    ['ada@\u200bpractice.org', 'ada@practice.org'],
    ['ada\uff20practice.org', 'ada@practice.org'],
    ['ada', null],
    ['ada@', null],
    ['@gmail.com', null],
    ['a@b@gmail.com', null],
    ['ad\u0131@gmail.com', null],
    ['ada@localhost', null],
    [`${'a'.repeat(300)}@gmail`, null],
  ])('%j becomes %j', (candidate, repaired) => {
    expect(suggestRepair(candidate)).toBe(repaired);
  });
});

describe('boundedDistance', () => {
  it.each([
    ['gmail', 'gmail', 1, 0],
    ['gmial', 'gmail', 1, 1],
    ['gmil', 'gmail', 1, 1],
    ['gmaiil', 'gmail', 1, 1],
    ['gnail', 'gmail', 1, 1],
    ['gnial', 'gmail', 1, null],
    ['gnial', 'gmail', 2, 2],
    ['', 'ab', 2, 2],
    ['abc', '', 2, null],
    ['bahtmoil', 'abhtmoli', 2, 2],
  ])('%s to %s within %i is %s', (a, b, limit, distance) => {
    expect(boundedDistance(a, b, limit)).toBe(distance);
    expect(boundedDistance(b, a, limit)).toBe(distance);
  });

  it('knows one exchange of neighbours from everything else', () => {
    expect(isTransposition('lvie', 'live')).toBe(true);
    expect(isTransposition('liev', 'live')).toBe(true);
    expect(isTransposition('live', 'live')).toBe(false);
    expect(isTransposition('vlie', 'live')).toBe(false);
    expect(isTransposition('lvei', 'live')).toBe(false);
    expect(isTransposition('lives', 'live')).toBe(false);
  });
});
