import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

/** Keys without Ctrl can get in the way of speech input and switch devices, so they can be switched off. */
export function useSingleKeysSetting() {
  return useLocalStorage({ key: 'anteroom.single-keys', defaultValue: true, getInitialValueInEffect: false });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
  );
}

/** Calls back when the key itself is pressed, outside fields and dialogs. */
export function useSingleKey(key: string, onPress: () => void): void {
  const [enabled] = useSingleKeysSetting();
  const latest = useRef(onPress);
  latest.current = onPress;
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled, key]);
}
