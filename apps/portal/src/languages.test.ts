import { expect, it } from 'vitest';
import { catalogues } from './languages';

type Texts = { [key: string]: string | Texts };

/** "frame.contact.call" → what is filled in or marked up in it. */
function slots(texts: Texts, path = ''): [string, string[]][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [[`${path}${key}`, [...text.matchAll(/\{\{\w+\}\}|<\/?\w+>/g)].map(([slot]) => slot).sort()]]
      : slots(text, `${path}${key}.`),
  );
}

it('says in Dutch what it says in English, about the same people and things', () => {
  expect(slots(catalogues.nl)).toEqual(slots(catalogues.en));
});

it('says u to clients in Dutch', () => {
  const texts = JSON.stringify(catalogues.nl).match(/"[^"]*"/g) ?? [];
  expect(texts.filter((text) => /(?<!\p{L})(je|jij|jou|jouw|jullie)(?!\p{L})/iu.test(text))).toEqual([]);
});
