import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../page/failure/use-reason';
import type { UserError } from './message-values';

const ours = ['UNKNOWN_PLACEHOLDER', 'BROKEN_PLACEHOLDER', 'TOO_LONG'] as const;

/** What is wrong with a part of the message, in the reader's language and in words that fit beside a field. */
export function useMessageError(): (error: UserError) => string {
  const { t } = useTranslation('messages');
  const reasonText = useReason();
  return useCallback(
    ({ code, message }) => {
      const known = ours.find((one) => one === code);
      if (!known) return reasonText({ code, message });
      // The sentence begins with what it is about.
      const about = /^\{\{[^{}]*\}\}|“[^”]*”/.exec(message)?.[0] ?? '';
      const limit = /\d+/.exec(message)?.[0] ?? '';
      return t(`errors.${known}`, { about, limit });
    },
    [t, reasonText],
  );
}
