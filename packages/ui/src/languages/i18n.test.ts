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
