import { useTranslation } from 'react-i18next';

/** For a password that is being chosen; the API has the last word. */
export function usePasswordRules() {
  const { t } = useTranslation('signIn');
  return {
    required: t('rules.missing'),
    minLength: { value: 12, message: t('rules.tooShort') },
    maxLength: { value: 128, message: t('rules.tooLong') },
  };
}
