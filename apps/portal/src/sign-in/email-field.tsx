import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Loose on purpose: it catches a half-typed address, the server knows the rest. */
const emailPattern = /^\s*[^\s@]+@[^\s@]+\.[^\s@.]+\s*$/;

/** What is asked of an address before it is sent. */
export function useEmailRules() {
  const { t } = useTranslation('signIn');
  return {
    required: t('signIn.emailMissing'),
    pattern: { value: emailPattern, message: t('signIn.emailInvalid') },
  };
}

export function EmailField(props: TextInputProps) {
  return <TextInput size="md" type="email" {...props} />;
}
