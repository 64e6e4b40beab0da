import { Alert, Button, Loader, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Submission } from './submission';

interface SubmitButtonProps {
  submission: Submission;
  children: string;
  /** How much it asks for attention. */
  variant?: 'filled' | 'default';
}

/**
 * The one button of a form, below what went wrong with its last submission. It is never disabled: that
 * would drop the keyboard's focus, and a second click is harmless.
 */
export function SubmitButton({ submission, children, variant = 'filled' }: SubmitButtonProps) {
  const { t } = useTranslation('frame');
  const problem = useRef<HTMLDivElement>(null);
  const { failure, pending } = submission;
  useEffect(() => {
    if (failure) problem.current?.focus();
  }, [failure]);
  return (
    <>
      {failure && (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          ref={problem}
          tabIndex={-1}
          mt="md"
        >
          {t(`failure.${failure}`)}
        </Alert>
      )}
      <Button
        type="submit"
        fullWidth
        size="md"
        mt="lg"
        variant={variant}
        aria-disabled={pending}
        rightSection={pending && <Loader size={16} color="currentColor" aria-hidden />}
      >
        {children}
      </Button>
      <VisuallyHidden role="status">{pending ? t('loading') : ''}</VisuallyHidden>
    </>
  );
}
