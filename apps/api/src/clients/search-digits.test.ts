import { describe, expect, it } from 'vitest';
import { digitsOf, isToldByDigits } from './search-digits.js';
import { type Searchable, searchTermsOf } from './search-terms.js';

const of = (client: Partial<Searchable>) => {
  const searchable = { number: 'C-0001', firstName: null, lastName: null, email: null, ...client };
  const terms = searchTermsOf(searchable);
  return { terms, digits: digitsOf(searchable, terms) };
};

describe('letters and first digits of terms', () => {
  it('are those up to the second digit, of every term with letters before them', () => {
    expect(of({ email: 'user123456@x.nl' }).digits).toEqual(['user1', 'user12']);
    expect(of({ firstName: 'Łucja2', lastName: 'Ångström', email: 'a.b7c8@x.nl' }).digits).toEqual([
      'lucja2',
      'a.b7',
      'b7',
    ]);
    expect(of({ email: '12345@x.nl' }).digits).toEqual([]);
  });

  it('tell of every such word whether it finds the client, the number apart', () => {
    const { terms, digits } = of({
      firstName: 'J0 😀12',
      lastName: 'c1 zoë34567-b2',
      email: 'user0012+x9@d3.example.nl',
    });
    const own = terms.filter((term) => term !== 'c-0001');
    const words = own.flatMap((term) => [...term].map((_, index) => [...term].slice(0, index + 1).join('')));
    const told = [...words, 'user1', 'c-0', 'x8', 'zoe3', 'zoe35', 'b'].filter(isToldByDigits);
    expect(told.length).toBeGreaterThan(15);
    for (const word of told)
      expect(digits.includes(word), word).toBe(own.some((term) => term.startsWith(word)));
  });

  it('do not tell of letters alone, of digits alone, or of more than two digits', () => {
    expect(['user', '12', 'user123', 'user1x', '1a2', ''].filter(isToldByDigits)).toEqual([]);
    expect(['user1', 'user12', 'c-00', 'é9'].filter(isToldByDigits)).toHaveLength(4);
  });
});
