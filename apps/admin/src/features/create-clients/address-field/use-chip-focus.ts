import { type RefObject, useEffect, useRef } from 'react';
import type { AddressList } from './address-chips';

interface Elements {
  field: RefObject<HTMLDivElement | null>;
  input: RefObject<HTMLTextAreaElement | null>;
}

/** Where the focus goes in a field of chips: to one of them, or on from one that took it along when it was edited or removed. */
export function useChipFocus({ field, input }: Elements, { editing }: AddressList) {
  const afterwards = useRef<number | 'input' | null>(null);

  function chipElement(id: number): HTMLElement | null {
    return field.current?.querySelector<HTMLElement>(`[data-chip="${id}"]`) ?? null;
  }

  useEffect(() => {
    const next = afterwards.current;
    if (next === null || editing !== null) return;
    afterwards.current = null;
    const chip = next === 'input' ? null : chipElement(next);
    (chip ?? input.current)?.focus();
  });

  return {
    focusInput: () => input.current?.focus(),
    focusChip: (id: number) => chipElement(id)?.focus(),
    /** Once the chips have been drawn anew; null leaves it where it is then. */
    focusAfterwards: (where: number | 'input' | null) => {
      afterwards.current = where;
    },
  };
}
