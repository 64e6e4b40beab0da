import i18next, { type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { uiEn } from './ui.en';
import { uiNl } from './ui.nl';

export const languages = ['en', 'nl'] as const;
export type LanguageCode = (typeof languages)[number];

declare module 'i18next' {
  interface ResourceNamespaceMap {
    ui: typeof uiEn;
  }
}

const storageKey = 'anteroom.language';
/** Of this page; all there is where storage is switched off, as in the windows that some mail programs open. */
let chosenHere: LanguageCode | null = null;

function isLanguage(value: string | null | undefined): value is LanguageCode {
  return languages.some((language) => language === value);
}

/** What the reader chose here before; null when they never did. */
export function chosenLanguage(): LanguageCode | null {
  try {
    const chosen = window.localStorage.getItem(storageKey);
    return isLanguage(chosen) ? chosen : null;
  } catch {
    return chosenHere;
  }
}

/**
 * What the reader chose here before, else the language of the mail whose link they followed, else the first language of the
 * browser that we speak.
 */
export function preferredLanguage(mailed: string | null = null): LanguageCode {
  const known = chosenLanguage() ?? mailed;
  if (isLanguage(known)) return known;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return spoken ?? 'en';
}

export function rememberLanguage(language: LanguageCode): void {
  chosenHere = language;
  try {
    window.localStorage.setItem(storageKey, language);
  } catch {
    // It holds until the page is left.
  }
}

/** Starts i18next with an application's own catalogues, one namespace a feature, beside ours. */
export function startI18n(
  catalogues: Record<LanguageCode, Resource[string]>,
  language: LanguageCode = preferredLanguage(),
): i18n {
  i18next.on('languageChanged', (changed) => {
    document.documentElement.lang = changed;
  });
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    resources: {
      en: { ...catalogues.en, ui: uiEn },
      nl: { ...catalogues.nl, ui: uiNl },
    },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  return i18next;
}
