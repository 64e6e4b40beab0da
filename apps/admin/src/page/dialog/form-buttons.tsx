import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FormButtonsProps {
  /** What sending the form does. */
  children: ReactNode;
  busy: boolean;
  danger?: boolean;
  /** There is no field that would want the focus first. */
  autoFocus?: boolean;
  onCancel: () => void;
}

/** How a form in a dialog is sent, or left alone. */
export function FormButtons({ children, busy, danger, autoFocus, onCancel }: FormButtonsProps) {
  const { t } = useTranslation('page');
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button
        type="submit"
        loading={busy}
        {...(danger && { color: 'red.9' })}
        {...(autoFocus && { 'data-autofocus': true })}
      >
        {children}
      </Button>
    </Group>
  );
}
