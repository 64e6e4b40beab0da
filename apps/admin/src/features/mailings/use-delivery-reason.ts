import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Why a mail has not arrived, in the reader's language. A reason that is new to this page stays in the API's English. */
export function useDeliveryReason(): (delivery: {
  reasonCode?: string | null | undefined;
  reason?: string | null | undefined;
}) => string | null {
  const { t, i18n } = useTranslation('mailings');
  return useCallback(
    ({ reasonCode, reason }) => {
      const key = `reasons.${reasonCode}` as 'reasons.REFUSED';
      return reasonCode && i18n.exists(`mailings:${key}`) ? t(key) : (reason ?? null);
    },
    [t, i18n],
  );
}
