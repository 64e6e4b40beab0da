import { Modal, type ModalProps } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import classes from './dialog.module.css';

interface DialogProps extends ModalProps {
  /** Where one is in it. The next step is read out from its beginning, for what led there is gone with its focus. */
  step?: string;
}

/** For a dialog that stands in the tree only while it is open: Mantine's own gives the focus back where it stays mounted. */
export function Dialog({ step, title, ...props }: DialogProps) {
  useFocusBack();
  const heading = useStepFocus(step);
  return (
    <Modal
      {...props}
      title={
        <span ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </span>
      }
    />
  );
}

function useStepFocus(step: string | undefined): RefObject<HTMLSpanElement | null> {
  const heading = useRef<HTMLSpanElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  return heading;
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
