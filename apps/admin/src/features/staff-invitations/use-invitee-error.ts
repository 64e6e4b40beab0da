import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../page/failure/use-reason';
import type { RefusedField } from './invitee-values';

const ours = ['email', 'number'] as const;
const codes = ['TAKEN', 'DEACTIVATED', 'BEYOND_OWN_PERMISSIONS'] as const;

/** Why the API refuses something about the person: its own sentence in English, which names the other one, else ours. */
export function useInviteeError(): (refused: RefusedField) => string {
  const { t, i18n } = useTranslation('staffInvitations');
  const reasonText = useReason();
  return useCallback(
    ({ field, code, message }) => {
      const known = codes.find((one) => one === code);
      const at = ours.find((one) => one === field);
      if (i18n.resolvedLanguage === 'en' || !known) return reasonText({ code, message });
      if (at === 'number') return t('refused.number');
      return t(at === 'email' ? `refused.email.${known}` : 'refused.roles');
    },
    [t, i18n, reasonText],
  );
}
