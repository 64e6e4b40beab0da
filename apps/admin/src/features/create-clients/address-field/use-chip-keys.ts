import type { Dispatch, KeyboardEvent, RefObject } from 'react';
import type { AddressList, AddressListAction } from './address-chips';
import { nextChip } from './chip-keys';

interface ChipKeys {
  field: RefObject<HTMLDivElement | null>;
  input: RefObject<HTMLTextAreaElement | null>;
  list: AddressList;
  dispatch: Dispatch<AddressListAction>;
  focusAfterwards: (where: number | 'input') => void;
}

/** The keys of a field of chips: those of the input first, then those of a chip, then the way between them. */
export function useChipKeys({ field, input, list, dispatch, focusAfterwards }: ChipKeys) {
  function undo() {
    focusAfterwards('input');
    dispatch({ type: 'undone' });
  }

  function remove(id: number) {
    const at = list.chips.findIndex((chip) => chip.id === id);
    focusAfterwards(list.chips[at + 1]?.id ?? list.chips[at - 1]?.id ?? 'input');
    dispatch({ type: 'removed', ids: new Set([id]) });
  }

  /** Answers whether there was a way. */
  function move(from: HTMLElement, key: string, typing: boolean): boolean {
    const next = nextChip(field.current, from, key);
    if (!next && (typing || (key !== 'ArrowRight' && key !== 'End'))) return false;
    (next ?? input.current)?.focus();
    return true;
  }

  return (event: KeyboardEvent<HTMLDivElement>): void => {
    const { key } = event;
    const target = event.target as HTMLElement;
    const id = Number(target.dataset.chip);
    const typing = target === input.current;
    const atStart = typing && input.current?.selectionStart === 0 && input.current.selectionEnd === 0;
    if ((event.ctrlKey || event.metaKey) && key === 'z' && (!typing || list.input === '')) {
      event.preventDefault();
      undo();
    } else if (typing && key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      dispatch({ type: 'committed' });
    } else if (!typing && id && (key === 'Delete' || key === 'Backspace')) {
      event.preventDefault();
      remove(id);
    } else if (!typing && id && key === 'F2') {
      dispatch({ type: 'edit', id });
    } else if (typing ? atStart && (key === 'ArrowLeft' || key === 'Backspace') : id) {
      if (move(target, key, typing)) event.preventDefault();
    }
  };
}
