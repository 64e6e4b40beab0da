import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { auditEn } from './audit.en';

/** Every action there are words for, by what it is about. */
export const actionsByArea = Object.entries(auditEn.action).map(([area, verbs]) => ({
  area: area as keyof typeof auditEn.area,
  actions: Object.keys(verbs).map((verb) => `${area}.${verb}`),
}));

/** What an action is in plain words; one of a newer API keeps its code. */
export function useActionWords(): (action: string) => string {
  const { t, i18n } = useTranslation('audit');
  return useCallback(
    (action) => (i18n.exists(`audit:action.${action}`) ? t(`action.${action}` as never) : action),
    [t, i18n],
  );
}

const id = /^[0-9a-f]{8}-[0-9a-f-]{27}(, |$)/;

/** What is kept with an action, as far as it says something to a person: ids do not. */
export function useDetailWords(): (details: readonly { key: string; value: string }[]) => string {
  const { t, i18n } = useTranslation('audit');
  return useCallback(
    (details) =>
      details
        .filter(({ value }) => value !== '' && !id.test(value))
        .map(({ key, value }) => {
          const label = i18n.exists(`audit:detail.${key}`) ? t(`detail.${key}` as never) : key;
          const words = value
            .split(', ')
            .map((code) => (i18n.exists(`audit:value.${code}`) ? t(`value.${code}` as never) : code));
          return `${label}: ${[...new Set(words)].join(', ')}`;
        })
        .join(' · '),
    [t, i18n],
  );
}
