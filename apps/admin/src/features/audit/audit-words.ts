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

const id = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What is kept with an action, as far as it says something to a person: ids do not. */
export function useDetailWords(): (details: readonly { key: string; value: string }[]) => string {
  const { t, i18n } = useTranslation('audit');
  return useCallback(
    (details) => {
      const known = (key: string) => (i18n.exists(key) ? String(t(key as never)) : undefined);
      const words = (code: string) =>
        known(`audit:value.${code}`) ??
        known(`staff:permission.${code}.name`) ??
        known(`staff:role.${code}.name`) ??
        code;
      return details
        .flatMap(({ key, value }) => {
          const said = codesIn(value).filter((code) => !id.test(code));
          if (said.length === 0) return [];
          const label = known(`audit:detail.${key}`) ?? key;
          return `${label}: ${[...new Set(said.map(words))].join(', ')}`;
        })
        .join(' · ');
    },
    [t, i18n],
  );
}

/** One code, several beside each other, or, as JSON, several of more than one kind. */
function codesIn(value: string): string[] {
  if (value === '' || value === 'null') return [];
  if (!value.startsWith('{')) return value.split(', ');
  try {
    return Object.values(JSON.parse(value) as object)
      .flat()
      .map(String);
  } catch {
    // Somebody changed it; verification says so.
    return [value];
  }
}
