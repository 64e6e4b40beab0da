import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../page/use-reason';
import type { UserError } from './message-values';

const ours = ['UNKNOWN_PLACEHOLDER', 'BROKEN_PLACEHOLDER', 'TOO_LONG'] as const;

/** What is wrong with a part of the message, in the reader's language; the API's sentence is in English. */
export function useMessageError(): (error: UserError) => string {
  const { t, i18n } = useTranslation('messages');
  const reasonText = useReason();
  return useCallback(
    ({ code, message }) => {
      const known = ours.find((one) => one === code);
      if (i18n.resolvedLanguage === 'en' || !known) return reasonText({ code, text: message });
      // The sentence begins with what it is about.
      const about = /^\{\{[^{}]*\}\}|“[^”]*”/.exec(message)?.[0] ?? '';
      const limit = /\d+/.exec(message)?.[0] ?? '';
      return t(`errors.${known}`, { about, limit });
    },
    [t, i18n, reasonText],
  );
}
