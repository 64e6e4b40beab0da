import { describe, expect, it } from 'vitest';
import { ANY_PAIR, lettersOfPair, pairFor, pairsOf } from './search-pairs.js';
import { type Searchable, searchTermsOf } from './search-terms.js';

const of = (client: Partial<Searchable>) => {
  const searchable = { number: 'C-0001', firstName: null, lastName: null, email: null, ...client };
  const terms = searchTermsOf(searchable);
  return { terms: terms.filter((term) => term !== 'c-0001'), pairs: pairsOf(searchable, terms) };
};

/** Every beginning of the text, between whole characters. */
const wordsOf = (text: string) => {
  const letters = [...text];
  return letters.map((_, index) => letters.slice(0, index + 1).join(''));
};

const isLike = (text: string, pattern: string) =>
  [...text].length === [...pattern].length &&
  [...pattern].every((letter, index) => letter === '_' || letter === [...text][index]);

describe('pairs of terms', () => {
  it('holds every two words that find the client by two of its terms, whichever comes first', () => {
    const { terms, pairs } = of({
      firstName: 'Jo J',
      lastName: 'de Jong-Ångström 😀😀 \ue000',
      email: 'j.jansen@x.nl',
    });
    expect(terms.length).toBeGreaterThan(6);
    for (const term of terms)
      for (const other of terms)
        for (const word of wordsOf(term))
          for (const second of wordsOf(other)) {
            // Two words that one term begins with are one word.
            if (term === other || word.startsWith(second) || second.startsWith(word)) continue;
            const { letters, pattern } = pairFor(word, second);
            const alike = pairs.filter((pair) => lettersOfPair(pair) === letters);
            expect(
              alike.some((pair) => isLike(pair, pattern)),
              `${word} ${second}`,
            ).toBe(true);
          }
  });

  it('is the first two letters of both, or the first one of each where a word has no more', () => {
    expect(of({ firstName: 'Anna', lastName: 'Jansen' }).pairs).toEqual(['ajna']);
    expect(pairFor('jansen', 'an')).toEqual({ letters: 'aj', pattern: 'ajna' });
    expect(pairFor('j', 'anna')).toEqual({ letters: 'aj', pattern: 'ajn_' });
    expect(pairFor('v', 'a')).toEqual({ letters: 'av', pattern: 'av__' });
    expect(pairFor('_b', '%c')).toEqual({ letters: '%_', pattern: '\\%\\_cb' });
    expect(of({ firstName: 'J', lastName: 'Jansen' }).pairs).toEqual([]);
    expect(of({ firstName: 'Jaap', lastName: 'Jansen' }).pairs).toEqual(['jjaa']);
  });

  it('leaves the number out, and has one that may be any for whoever has too many terms', () => {
    expect(of({ firstName: 'Anna' }).pairs).toEqual([]);
    const names = (count: number) => Array.from({ length: count }, (_, index) => `${index + 10}x`).join(' ');
    expect(of({ firstName: names(16) }).pairs).toHaveLength(120);
    expect(of({ firstName: names(17) }).pairs).toEqual([ANY_PAIR]);
  });
});
