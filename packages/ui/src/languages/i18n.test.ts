import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// What was chosen is kept by the module: each test has one of its own.
let i18n: typeof import('./i18n');
beforeEach(async () => {
  vi.resetModules();
  i18n = await import('./i18n');
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr', 'nl-BE']);
});
afterEach(() => {
  vi.restoreAllMocks();
  window.localStorage.clear();
});

describe('the language of a reader', () => {
  it('is the one they chose here, whatever else stands there', () => {
    expect(i18n.preferredLanguage()).toBe('nl');
    i18n.rememberLanguage('en');
    expect(i18n.preferredLanguage()).toBe('en');
    window.localStorage.setItem('anteroom.language', 'tlh');
    expect(i18n.chosenLanguage()).toBeNull();
  });

  it('is that of the mail whose link they followed, unless they chose one', () => {
    expect(i18n.preferredLanguage('en')).toBe('en');
    expect(i18n.preferredLanguage('tlh')).toBe('nl');
    i18n.rememberLanguage('nl');
    expect(i18n.preferredLanguage('en')).toBe('nl');
  });

  it.each<[string, () => Storage]>([
    [
      'is refused',
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
    ],
    ['is not there', () => null as unknown as Storage],
  ])('is known where storage %s', (_what, storage) => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(storage);
    expect(i18n.chosenLanguage()).toBeNull();
    expect(i18n.preferredLanguage()).toBe('nl');
    i18n.rememberLanguage('en');
    expect(i18n.preferredLanguage()).toBe('en');
  });
});
