import { expect, it } from 'vitest';
import { i18n } from './i18n';

type Texts = { [key: string]: string | Texts };

/** ["clients.title", "Cliënten"], and so on for every text of a language. */
function textsOf(language: 'en' | 'nl'): [string, string][] {
  const flatten = (texts: Texts, path: string): [string, string][] =>
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[`${path}${key}`, text]] : flatten(text, `${path}${key}.`),
    );
  return flatten(i18n.getDataByLanguage(language) as Texts, '');
}

it('says je to staff in Dutch', () => {
  const texts = textsOf('nl');
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter(([, text]) => /(?<![\p{L}{])(u|uw|uzelf)(?![\p{L}}])/iu.test(text))).toEqual([]);
});

it('fills in the same in Dutch as in English', () => {
  const slots = (language: 'en' | 'nl') =>
    textsOf(language).map(([key, text]) => [
      key,
      [...new Set(text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? [])].sort().join(' '),
    ]);
  expect(Object.fromEntries(slots('nl'))).toEqual(Object.fromEntries(slots('en')));
});
