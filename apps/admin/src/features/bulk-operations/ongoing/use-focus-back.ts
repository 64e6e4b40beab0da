import { type RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * For what goes away by itself while somebody may be in it by key: called before it does, this takes them back to where they
 * came from or, when that is gone too, to the page, and not to nowhere.
 */
export function useFocusBack(box: RefObject<HTMLElement | null>): () => void {
  const cameFrom = useRef<HTMLElement | null>(null);
  const latest = useRef<Node | null>(null);
  useEffect(() => {
    const note = ({ target, relatedTarget }: FocusEvent) => {
      latest.current = target as Node;
      if (relatedTarget instanceof HTMLElement && !box.current?.contains(relatedTarget))
        cameFrom.current = relatedTarget;
    };
    const element = box.current;
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  }, [box]);
  return useCallback(() => {
    const isHere = () => {
      const { activeElement, body } = document;
      // The button that was pressed may have gone before everything else: then nothing has the focus.
      const fellOut = activeElement === body && latest.current !== null && !latest.current.isConnected;
      return fellOut || (box.current?.contains(activeElement) ?? false);
    };
    if (!isHere()) return;
    if (cameFrom.current?.isConnected) cameFrom.current.focus({ preventScroll: true });
    // What it was may no longer take the focus.
    if (isHere()) document.getElementById('content')?.focus({ preventScroll: true });
  }, [box]);
}
