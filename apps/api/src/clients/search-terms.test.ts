import { describe, expect, it } from 'vitest';
import {
  asCompanion,
  beginningOf,
  beginningsFor,
  companionsOf,
  fold,
  isToldByMarks,
  marksOf,
  searchTermsOf,
  searchWords,
  sortNameOf,
} from './search-terms.js';

const client = {
  number: 'C-0042',
  firstName: 'Anne-Marie',
  lastName: "van 't Hof",
  email: 'a.m.vanthof@mail.zorg.nl',
};

describe('what a client is found by', () => {
  it('holds every beginning that a person may type', () => {
    const terms = searchTermsOf(client);
    for (const word of [
      'anne',
      'anne-m',
      'marie',
      'van',
      'hof',
      'c-00',
      'a.m.',
      'vanthof@',
      'mail.zorg',
      'zorg.nl',
    ])
      expect(
        terms.some((term) => term.startsWith(word)),
        word,
      ).toBe(true);
    for (const word of ['0042', 'nl', 'arie'])
      expect(
        terms.some((term) => term.startsWith(word)),
        word,
      ).toBe(false);
  });

  it('leaves out what another term begins with', () => {
    expect(
      searchTermsOf({ number: '1', firstName: 'Jan', lastName: 'Jansen', email: 'jan.jansen@x.nl' }).sort(),
    ).toEqual(['1', 'jan.jansen@x.nl', 'jansen@x.nl', 'x.nl']);
  });

  it('leaves the marks of every word that finds one of them, and seldom those of others', () => {
    const client = { number: '7', firstName: 'Zoë', lastName: 'de 😀 Vries', email: 'z.devries@x.nl' };
    const terms = searchTermsOf(client);
    const marks = marksOf(terms);
    for (const term of terms)
      for (let length = 1; length <= term.length; length += 1) {
        const word = marksOf([term.slice(0, length).replace(/[\ud800-\udbff]$/, '')]);
        expect(marks & word, term.slice(0, length)).toBe(word);
      }
    const others = [
      'jansen',
      'bakker',
      'sophie',
      'gmail',
      'emma',
      'user12',
      'visser',
      'smit',
      'berg',
      'c-01',
    ];
    expect(others.filter((word) => (marks & marksOf([word])) === marksOf([word])).length).toBeLessThan(3);
  });

  it('tells by the marks alone whom one letter finds, and only of letters with a bit of their own', () => {
    const client = { number: 'C-7', firstName: 'Zoë', lastName: 'Østergård Ωmega', email: '+9@x.nl' };
    const marks = marksOf(searchTermsOf(client));
    const told = [...'abcdefghijklmnopqrstuvwxyz0123456789ω+-%'].filter(isToldByMarks);
    expect(told.join('')).toBe('abcdefghijklmnopqrstuvwxyz0123456789');
    expect(told.filter((letter) => (marks & marksOf([letter])) !== 0n).join('')).toBe('coxz9');
    expect(isToldByMarks('zo')).toBe(false);
  });

  const everyWordOf = (term: string) =>
    Array.from({ length: term.length }, (_, end) => term.slice(0, end + 1).replace(/[\ud800-\udbff]$/, ''));

  it('stands where each of the words that find it is looked for, numbers apart from those far away', () => {
    const terms = [
      'jansen',
      'de',
      'é',
      '😀😀😀😀',
      'c-0654321',
      'c-0654321x',
      '2024',
      '7',
      'team2024-00001',
      'x1@y.nl',
    ];
    for (const term of terms)
      for (const word of everyWordOf(term)) {
        const beginning = beginningOf(term);
        const lookedFor = beginningsFor(word).includes(beginning) || beginning.startsWith(word);
        expect(lookedFor, `${word} of ${term}`).toBe(true);
      }
    expect(beginningOf('jansen')).toBe('jan');
    expect(beginningOf('c-0654321')).toBe('c-065');
    expect(beginningsFor('jansen')).toEqual(['jan', 'jansen']);
    expect(beginningsFor('c-065')).not.toContain('c-066');
  });

  it('shows beside each term which other words find the client, up to six letters for certain', () => {
    const client = {
      number: 'C-0042',
      firstName: 'Zoë',
      lastName: 'van den Bergen-Vries',
      email: 'z_%@x.nl',
    };
    const terms = searchTermsOf(client);
    const companions = companionsOf(terms);
    for (const word of terms.flatMap(everyWordOf)) {
      const { text, certain } = asCompanion(word);
      expect(companions.includes(text), word).toBe(true);
      expect(certain).toBe([...word].length <= 6);
    }
    for (const word of ['den b', 'ergen', 'oe', '42', 'bert', 'nl'])
      expect(companions.includes(asCompanion(word).text), word).toBe(false);
  });

  it('shows nothing beside the terms of whoever has more of them than there is room for', () => {
    const names = Array.from({ length: 90 }, (_, index) => `n${String(index).padStart(2, '0')}abc`);
    expect(companionsOf(names)).toBe('');
    expect(companionsOf(names.slice(0, 71))).not.toBe('');
  });

  it('compares without case, marks and letters that keyboards lack', () => {
    expect(fold('ZOË Çelik Søren Łukasz Straße')).toBe('zoe celik soren lukasz strasse');
    expect(searchWords('  Zoë, çelik ')).toEqual(['zoe', 'celik']);
    expect(searchWords(' \n')).toEqual([]);
  });

  it('keeps terms within their column, between whole characters', () => {
    const [term = ''] = searchTermsOf({
      number: `${'x'.repeat(63)}😀😀`,
      firstName: null,
      lastName: null,
      email: null,
    });
    expect(term).toBe('x'.repeat(63));
  });

  it('sorts by surname, else by address, else by number', () => {
    expect(sortNameOf(client)).toBe("van 't hof anne-marie");
    expect(sortNameOf({ ...client, firstName: null, lastName: null })).toBe('a.m.vanthof@mail.zorg.nl');
    expect(sortNameOf({ number: 'C-1', firstName: null, lastName: null, email: null })).toBe('c-1');
  });
});
