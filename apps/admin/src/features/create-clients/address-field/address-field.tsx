import { MAX_ADDRESSES } from '@anteroom/address-list';
import { useFormat } from '@anteroom/ui';
import { Input, Text, VisuallyHidden } from '@mantine/core';
import {
  type ClipboardEvent,
  type Dispatch,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import { AddressChip, ChipEditor } from './address-chip';
import type { AddressList, AddressListAction, AddressListSummary } from './address-chips';
import classes from './address-field.module.css';
import { nextChip } from './chip-keys';
import { type ChipJudgement, chipState } from './chip-state';

/** Beyond this the list is not drawn in full: nobody mends thousands of chips one by one. */
const drawnAtMost = 500;

export interface AddressFieldHandle {
  focusInput: () => void;
  focusChip: (id: number) => void;
}

interface AddressFieldProps {
  ref: Ref<AddressFieldHandle>;
  list: AddressList;
  summary: AddressListSummary;
  judgement: ChipJudgement;
  dispatch: Dispatch<AddressListAction>;
  /** The element below that tells what is wrong. */
  notesId: string;
  error?: string | undefined;
  onChipFocus: (id: number | null) => void;
}

export function AddressField(props: AddressFieldProps) {
  const { list, summary, judgement, dispatch, notesId, error } = props;
  const { t } = useTranslation('createClients');
  const { number } = useFormat();
  const field = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const afterwards = useRef<number | 'input' | null>(null);
  const over = summary.count > MAX_ADDRESSES;
  const drawn = list.chips.slice(0, drawnAtMost);

  useImperativeHandle(props.ref, () => ({
    focusInput: () => input.current?.focus(),
    focusChip: (id) => chipElement(id)?.focus(),
  }));

  // A chip that was edited or removed took the focus with it.
  useEffect(() => {
    const next = afterwards.current;
    if (next === null || list.editing !== null) return;
    afterwards.current = null;
    const chip = next === 'input' ? null : chipElement(next);
    (chip ?? input.current)?.focus();
  });

  function chipElement(id: number): HTMLElement | null {
    return field.current?.querySelector<HTMLElement>(`[data-chip="${id}"]`) ?? null;
  }

  function remove(id: number) {
    const at = list.chips.findIndex((chip) => chip.id === id);
    afterwards.current = list.chips[at + 1]?.id ?? list.chips[at - 1]?.id ?? 'input';
    dispatch({ type: 'removed', ids: new Set([id]) });
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const target = event.target as HTMLElement;
    const id = Number(target.dataset.chip);
    const typing = target === input.current;
    const atStart = typing && input.current?.selectionStart === 0 && input.current.selectionEnd === 0;
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && (!typing || list.input === '')) {
      event.preventDefault();
      afterwards.current = 'input';
      dispatch({ type: 'undone' });
    } else if (typing && event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      dispatch({ type: 'committed' });
    } else if (!typing && id && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault();
      remove(id);
    } else if (!typing && id && event.key === 'F2') {
      dispatch({ type: 'edit', id });
    } else if (!typing ? id : atStart && (event.key === 'ArrowLeft' || event.key === 'Backspace')) {
      const next = nextChip(field.current, target, event.key);
      if (!next && typing) return;
      if (next || event.key === 'ArrowRight' || event.key === 'End') {
        event.preventDefault();
        (next ?? input.current)?.focus();
      }
    }
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const text = event.clipboardData.getData('text/plain');
    dispatch({ type: 'pasted', input: value.slice(0, selectionStart) + text + value.slice(selectionEnd) });
  }

  return (
    <div>
      <div className={classes.head}>
        <Input.Label htmlFor="create-clients-addresses">{t('field.label')}</Input.Label>
        <Text size="sm" component="span" className={classes.counter} data-over={over || undefined}>
          {t('field.counter', { count: number(summary.count), limit: MAX_ADDRESSES })}
        </Text>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the chips and the input inside */}
      <div
        ref={field}
        className={classes.field}
        data-invalid={error || over || summary.bad.length > 0 || undefined}
        onKeyDown={onKeyDown}
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
        onFocus={(event) => props.onChipFocus(Number(event.target.dataset.chip) || null)}
      >
        <ul className={classes.list} aria-label={t('field.list')}>
          {drawn.map((chip) =>
            chip.id === list.editing ? (
              <ChipEditor
                key={chip.id}
                chip={chip}
                dispatch={dispatch}
                onDone={(how) => {
                  afterwards.current = how === 'kept' ? chip.id : null;
                }}
              />
            ) : (
              <AddressChip
                key={chip.id}
                chip={chip}
                dispatch={dispatch}
                {...chipState(chip, summary, judgement)}
              />
            ),
          )}
          {list.chips.length > drawn.length && (
            <li className={classes.more}>
              {t('field.notDrawn', { count: number(list.chips.length - drawn.length) })}
            </li>
          )}
        </ul>
        <textarea
          id="create-clients-addresses"
          ref={input}
          className={classes.input}
          rows={1}
          data-autofocus
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          inputMode="email"
          aria-describedby={`create-clients-hint ${notesId}`}
          aria-invalid={Boolean(error) || over || summary.bad.length > 0}
          placeholder={list.chips.length === 0 ? t('field.placeholder') : undefined}
          value={list.input}
          onChange={(event) => dispatch({ type: 'typed', input: event.currentTarget.value })}
          onPaste={onPaste}
          onBlur={() => dispatch({ type: 'committed' })}
        />
      </div>
      <Input.Description id="create-clients-hint" mt={6}>
        {t('field.hint', { limit: MAX_ADDRESSES })} <VisuallyHidden>{t('field.keys')}</VisuallyHidden>
      </Input.Description>
    </div>
  );
}
