import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDivider, isInvisible, isSeparator } from './characters.js';
import {
  type AddressEntry,
  describeProblem,
  MAX_NAME_LENGTH,
  normalizeAddress,
  parseAddressList,
  shownText,
} from './index.js';

// Pieces that mean something to the reader, so that random texts reach every corner of it.
const piece = fc.constantFrom(
  ...[
    'a',
    'Bo',
    'é',
    '\u0131',
    '😀',
    '\ud83d',
    '.',
    '..',
    '-',
    '@',
    '＠',
    'a@x.org',
    'B@gmial.com',
    '1.',
    '12)',
  ],
  ...[
    '<',
    '>',
    '<<',
    '"',
    '""',
    '\\',
    "'",
    '“',
    '”',
    '(',
    ')',
    '[',
    '{',
    ':',
    'mailto:',
    '?',
    'xn--',
    '|',
    '*',
  ],
  ...[
    ' ',
    '\t',
    '\n',
    '\r\n',
    ',',
    ';',
    '，',
    '\u00a0',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\u0000',
    '\u2028',
    '\u0085',
  ],
);
const messyText = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const localPart = fc
  .array(fc.stringMatching(/^[A-Za-z0-9!#$%&*+/=?^_`|~-]{1,12}$/), { minLength: 1, maxLength: 3 })
  .map((atoms) => atoms.join('.'));
const label = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,8}[a-zA-Z0-9])?$/);
const topLevel = fc.constantFrom('org', 'nl', 'COM', 'museum', 'xn--p1ai');
const address = fc
  .tuple(localPart, fc.array(label, { minLength: 1, maxLength: 3 }), topLevel)
  .map(([local, labels, top]) => `${local}@${labels.join('.')}.${top}`);
const separator = fc.constantFrom(',', ' ', ';', '\n', '\r\n', '\t', ', ', ' ;\n', '\u00a0', '，');

const strict = { numRuns: 1_000 };

function usable(entries: AddressEntry[]): string[] {
  return entries.flatMap((entry) => entry.address ?? []);
}

describe('any text whatever', () => {
  it('gives entries that are exact, ordered slices of it', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        let previousEnd = 0;
        parseAddressList(text).forEach((entry, index) => {
          expect(entry.index).toBe(index);
          expect(entry.start).toBeGreaterThanOrEqual(previousEnd);
          expect(entry.end).toBeGreaterThan(entry.start);
          expect(entry.text).toBe(text.slice(entry.start, entry.end));
          expect(entry.addressStart).toBeGreaterThanOrEqual(entry.start);
          expect(entry.addressEnd).toBeGreaterThanOrEqual(entry.addressStart);
          expect(entry.addressEnd).toBeLessThanOrEqual(entry.end);
          previousEnd = entry.end;
        });
        expect(previousEnd).toBeLessThanOrEqual(text.length);
      }),
      strict,
    );
  });

  it('loses no word: outside of the entries there are only separators and marks', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        let rest = '';
        let at = 0;
        for (const entry of parseAddressList(text)) {
          rest += `${text.slice(at, entry.start)} `;
          at = entry.end;
        }
        rest += text.slice(at);
        // Some of the invisible fillers are letters by Unicode's classes.
        const shown = Array.from(rest, (c) => (isInvisible(c.charCodeAt(0)) ? '' : c)).join('');
        expect(shown.replace(/mailto:/giu, '')).not.toMatch(/[\p{L}@＠]/u);
      }),
      strict,
    );
  });

  it('gives each entry either an address for exactly one recipient or a reason', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        for (const entry of parseAddressList(text)) {
          expect(entry.address === null).toBe(entry.problem !== null);
          if (entry.address !== null) {
            expect(entry.address).toMatch(/^[!#$%&'*+\-/=?^_`{|}~.0-9a-z]+@[0-9a-z.-]+\.[0-9a-z-]+$/);
            expect(entry.address.length).toBeLessThanOrEqual(254);
          }
          if (entry.problem) {
            expect(describeProblem(entry.problem)).not.toBe('');
            expect(entry.problem.position).toBeGreaterThanOrEqual(entry.start);
            expect(entry.problem.position).toBeLessThanOrEqual(entry.end);
          }
        }
      }),
      strict,
    );
  });

  it('gives names and shown texts without anything hidden', () => {
    // Dividers can be seen.
    const hidden = (text: string) =>
      Array.from(text, (c) => c.charCodeAt(0)).some(
        (code) => (code !== 0x20 && isSeparator(code) && !isDivider(code)) || isInvisible(code),
      );
    fc.assert(
      fc.property(messyText, (text) => {
        for (const entry of parseAddressList(`"${text} Ada" <a@x.org> ${text}`)) {
          expect(hidden(entry.name ?? '')).toBe(false);
          expect(entry.name ?? 'Ada').toMatch(/^[^\p{Cc}\p{Cs}<>@"/\\:]+$/u);
          expect((entry.name ?? '').length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
          expect(hidden(shownText(entry.text))).toBe(false);
        }
      }),
      strict,
    );
  });

  it('points from a duplicate to the first entry with that address, and only then', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const entries = parseAddressList(`${text} ${text}`);
        for (const entry of entries) {
          const first =
            entry.address === null ? -1 : entries.findIndex((other) => other.address === entry.address);
          expect(entry.duplicateOf).toBe(first === -1 || first === entry.index ? null : first);
        }
      }),
      strict,
    );
  });

  it('suggests only valid addresses which are not doubted in their turn', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        for (const { address, suggestion } of parseAddressList(text)) {
          if (suggestion === null) continue;
          expect(suggestion).not.toBe(address);
          expect(normalizeAddress(suggestion)).toEqual({ address: suggestion, problem: null });
          expect(parseAddressList(suggestion)).toMatchObject([{ address: suggestion, suggestion: null }]);
        }
      }),
      strict,
    );
  });

  it('gives the same addresses when its valid ones are joined and read again', () => {
    fc.assert(
      fc.property(messyText, separator, (text, between) => {
        const addresses = usable(parseAddressList(text));
        expect(usable(parseAddressList(addresses.join(between)))).toEqual(addresses);
      }),
      strict,
    );
  });
});

describe('a list of good addresses', () => {
  it('is read completely, whatever stands between', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(address, separator), { maxLength: 20 }), (pairs) => {
        const entries = parseAddressList(pairs.flat().join(''));
        expect(entries.map((entry) => entry.address)).toEqual(
          pairs.map(([written]) => written.toLowerCase()),
        );
      }),
    );
  });

  it('is read with its names', () => {
    const name = fc.stringMatching(/^[A-Z][a-zé]{0,8}( [A-Z][a-z]{1,8}){0,2}$/);
    const named = fc.tuple(name, address, fc.boolean());
    fc.assert(
      fc.property(fc.array(named, { maxLength: 10 }), separator, (people, between) => {
        const text = people
          .map(([who, written, quoted]) => `${quoted ? `"${who}, Jr"` : who} <${written}>`)
          .join(between);
        expect(parseAddressList(text).map((entry) => [entry.name, entry.address])).toEqual(
          people.map(([who, written, quoted]) => [quoted ? `${who}, Jr` : who, written.toLowerCase()]),
        );
      }),
    );
  });

  it('can be refused only for what is bad: one bad word among them is the one bad entry', () => {
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 10 }), fc.nat(), (addresses, seed) => {
        const place = seed % (addresses.length + 1);
        const words = addresses.toSpliced(place, 0, 'nobody');
        const bad = parseAddressList(words.join(' ')).filter((entry) => entry.problem);
        expect(bad).toMatchObject([{ index: place, text: 'nobody', problem: { code: 'MISSING_AT' } }]);
      }),
    );
  });
});
