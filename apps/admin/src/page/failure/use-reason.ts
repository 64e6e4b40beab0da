import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql/index';

graphql(`
  fragment Refusal on UserError {
    code
    message
    path
  }
`);

/** Why not, as the API has it: a refusal says it in its message, a possibility in its reason; either is English. */
export interface Reason {
  code?: string | null | undefined;
  message?: string | null | undefined;
  reason?: string | null | undefined;
}

/**
 * Why something is refused, in the reader's language. The API speaks English and is the more exact of the two,
 * so its sentence stands for English readers and wherever a code is not known here yet.
 */
export function useReason(): (reason: Reason) => string {
  const { t, i18n } = useTranslation('page');
  return useCallback(
    ({ code, message, reason }) => {
      const text = message ?? reason;
      const key = `why.${code}`;
      const english = i18n.resolvedLanguage === 'en';
      if (text && (english || !code || !i18n.exists(`page:${key}`))) return text;
      if (code && i18n.exists(`page:${key}`)) return i18n.t(`page:${key}` as 'page:why.NOT_FOUND');
      return t('why.NOT_POSSIBLE');
    },
    [t, i18n],
  );
}
