import { useTranslation } from 'react-i18next';

/** Of a field in which a password is chosen; whether it is guessable, the API says. */
export function useNewPasswordRules() {
  const { t } = useTranslation('signIn');
  return {
    required: t('required.newPassword'),
    minLength: { value: 12, message: t('resetPage.tooShort') },
    maxLength: { value: 128, message: t('resetPage.tooLong') },
  };
}
