import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../page/dialog/dialog';
import { KeySecret } from './key-secret';

export interface ShownSecret {
  name: string;
  secret: string;
}

interface KeyModalProps {
  title: string;
  shown: ShownSecret | null;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that ends by showing a secret, and then lets nobody lose it by a stray key or click. */
export function KeyModal({ title, shown, onClose, children }: KeyModalProps) {
  const { t } = useTranslation(['apiKeys', 'page']);
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      step={shown ? 'secret' : 'form'}
      title={shown ? t('apiKeys:secret.title') : title}
      closeOnEscape={!shown}
      closeOnClickOutside={!shown}
      withCloseButton={!shown}
      closeButtonProps={{ 'aria-label': t('page:close') }}
    >
      {shown ? <KeySecret {...shown} onDone={onClose} /> : children}
    </Dialog>
  );
}
