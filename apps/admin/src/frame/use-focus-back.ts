import { type RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * For what goes away by itself while somebody may be in it by key: called before it does, this takes them back to where they
 * came from or, when that is gone too, to the page, and not to nowhere.
 */
export function useFocusBack(box: RefObject<HTMLElement | null>): () => void {
  const cameFrom = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof HTMLElement && !box.current?.contains(relatedTarget))
        cameFrom.current = relatedTarget;
    };
    const element = box.current;
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  }, [box]);
  return useCallback(() => {
    const inBox = () => box.current?.contains(document.activeElement) ?? false;
    if (!inBox()) return;
    if (cameFrom.current?.isConnected) cameFrom.current.focus({ preventScroll: true });
    // What it was may no longer take the focus.
    if (inBox()) document.getElementById('content')?.focus({ preventScroll: true });
  }, [box]);
}
