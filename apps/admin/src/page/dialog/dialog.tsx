import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** For a dialog that stands in the tree only while it is open: Mantine's own gives the focus back where it stays mounted. */
export function Dialog(props: ModalProps) {
  useFocusBack();
  return <Modal {...props} />;
}

/** Whoever opened a dialog by key goes on from there when it closes, or at least from the page and not from its very top. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Only once the dialog is gone is it known whether something else has taken the focus meanwhile.
      setTimeout(() => {
        if (document.activeElement !== null && document.activeElement !== document.body) return;
        const there = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
        const next = there ? opener : document.getElementById('content');
        next?.focus({ preventScroll: true });
      });
    },
    [opener],
  );
}
