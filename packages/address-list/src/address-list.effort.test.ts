import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddressList } from './index.js';

/** How many characters the reader looks at or copies: a measure that does not depend on the machine. */
function effort(text: string): number {
  let characters = 0;
  const spend = (amount: number): void => {
    characters += amount;
    // Stop here: a quadratic reader would keep the test busy for hours.
    if (characters > MOST_PER_CHARACTER * text.length + 100)
      throw new Error('Too many looks at the characters');
  };
  const counting = {
    length: text.length,
    charCodeAt(index: number): number {
      spend(1);
      return text.charCodeAt(index);
    },
    slice(start: number, end: number): string {
      const part = text.slice(start, end);
      spend(part.length);
      return part;
    },
  };
  // Only these three members of a string are used on the input; another one would fail here.
  parseAddressList(counting as unknown as string);
  return characters;
}

const KB = 1024;
const MOST_PER_CHARACTER = 20;
const pieces = [
  ...[
    'a',
    ' ',
    ',',
    '\n',
    '<',
    '<a ',
    '<a@x.org>',
    '<a@x.org',
    'a@x.org<a@x.org>',
    '"',
    '"a ',
    '" "',
    '"a@b" ',
    '"\\',
  ],
  ...[
    '"\\" ',
    '“',
    '“a ',
    '„a ',
    '@',
    'a@',
    'a.',
    'a@x.org ',
    '(',
    '\u200b',
    '\u0301',
    "'a",
    'mailto:',
    '1. ',
    'é',
    '>',
  ],
];

describe('a hostile text', () => {
  it.each(['<a ', '„a ', '"a@b" '])('of 1 MB of %j costs four times what 250 kB cost', (piece) => {
    const [small, large] = [250 * KB, 1000 * KB].map((size) =>
      effort(piece.repeat(Math.ceil(size / piece.length))),
    ) as [number, number];
    expect(large / small).toBeLessThan(4.2);
  });

  it('costs a bounded number of looks at each character, however it is put together', () => {
    const part = fc.tuple(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 3000 }),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
        const text = parts.map(([unit, times]) => unit.join('').repeat(times)).join('');
        expect(() => effort(text)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});
