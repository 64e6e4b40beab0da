import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog';

interface StepsDialogProps {
  title: string;
  step?: string;
  /** Width in pixels; a small screen is filled. */
  size: number;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that leads through steps, each with buttons at its foot. */
export function StepsDialog({ children, ...props }: StepsDialogProps) {
  const { t } = useTranslation('page');
  const small = useMediaQuery('(max-width: 56em)');
  return (
    <Dialog
      opened
      {...props}
      fullScreen={small}
      padding={small ? 'md' : 'lg'}
      // The foot keeps its own distance.
      styles={{ body: { paddingBottom: 0 } }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Dialog>
  );
}
