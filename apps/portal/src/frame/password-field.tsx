import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A password that its writer can look at. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('frame');
  return (
    <PasswordInput
      size="md"
      aria-invalid={Boolean(props.error)}
      visibilityToggleFocusable
      // Its state is told by aria-pressed, so the name stays.
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      {...props}
    />
  );
}
