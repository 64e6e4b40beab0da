import { expect, it } from 'vitest';
import { defaultMessage } from '../message/default-message.js';
import { mailWords } from './mail-words.js';
import { registrationWords } from './registration-words.js';

it('says u in every Dutch mail', () => {
  const words = JSON.stringify([
    mailWords.nl,
    registrationWords.nl,
    defaultMessage('nl'),
    defaultMessage('nl', 'STAFF'),
  ]);
  const texts = words.match(/"[^"]*"/g) ?? [];
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter((text) => /(?<!\p{L})(je|jij|jou|jouw|jullie)(?!\p{L})/iu.test(text))).toEqual([]);
});
