import { useTranslation } from 'react-i18next';
import { addressPattern } from './address-pattern';

/** Of a field for the address that one signs in with. */
export function useAddressRules() {
  const { t } = useTranslation('signIn');
  return {
    required: t('required.email'),
    pattern: { value: addressPattern, message: t('required.emailInvalid') },
  };
}
