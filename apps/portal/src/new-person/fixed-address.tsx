import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Shown, not asked; in the form so that a password manager keeps the two together. */
export function FixedAddress({ email }: { email: string | null }) {
  const { t } = useTranslation('newPerson');
  return (
    <TextInput
      size="md"
      type="email"
      label={t('password.email')}
      autoComplete="username"
      value={email ?? ''}
      readOnly
      variant="filled"
    />
  );
}
