import { describe, expect, it } from 'vitest';
import { isGuessable } from './guessable-password.js';

describe('a password that somebody would come upon early', () => {
  it.each([
    'password1234',
    'P@ssw0rd1234!',
    'passwordpassword',
    'Welkom012345!',
    'Zomer2024!!!',
    'wachtwoord-1',
    '123456789012',
    '987654321098',
    'qwertyuiop12',
    '1qaz2wsx3edc',
    'abcd1234abcd',
    'iloveyou2023',
    'administrator',
    'aaaaaaaaaaaa',
    '121212121212',
    '            ',
    'Test test test 1',
  ])('is %s', (password) => {
    expect(isGuessable(password)).toBe(true);
  });

  it.each([
    'eleven swans on the canal',
    'correct horse battery',
    'the old password of mine',
    'zes fietsen in de regen',
    'Tr0ub4dor&3xyz',
    'kD9!vQ2mLp7w',
    'пароль на каждый день',
    '日本語の長いパスワードです',
    '😀🦆🌧️🚲🧀🌷',
  ])('is not %s', (password) => {
    expect(isGuessable(password, ['ada.de.vries@example.org', 'Ada', 'de Vries'])).toBe(false);
  });

  it('is whatever stands in one’s own name or address', () => {
    const known = ['ada.de.vries@praktijk.example', 'Ada', 'de Vries', null];
    for (const password of [
      'AdaDeVries123',
      'ada.de.vries@praktijk.example',
      'devriesdevries',
      'Vries-Ada-2001',
    ])
      expect(isGuessable(password, known), password).toBe(true);
    expect(isGuessable('devriesdevries')).toBe(false);
  });
});
