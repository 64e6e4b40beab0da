import { MAX_ADDRESSES } from '@anteroom/address-list';
import { useFormat } from '@anteroom/ui';
import { Input, Text, VisuallyHidden } from '@mantine/core';
import { type ClipboardEvent, type Dispatch, type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressChip, ChipEditor } from './address-chip';
import type { AddressList, AddressListAction, AddressListSummary } from './address-chips';
import classes from './address-field.module.css';
import { type ChipJudgement, chipState } from './chip-state';
import { useChipFocus } from './use-chip-focus';
import { useChipKeys } from './use-chip-keys';

/** Beyond this the list is not drawn in full: nobody mends thousands of chips one by one. */
const drawnAtMost = 500;

const inputId = 'create-clients-addresses';

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
  const field = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const { focusInput, focusChip, focusAfterwards } = useChipFocus({ field, input }, list);
  const onKeyDown = useChipKeys({ field, input, list, dispatch, focusAfterwards });
  const over = summary.count > MAX_ADDRESSES;
  useImperativeHandle(props.ref, () => ({ focusInput, focusChip }));

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const text = event.clipboardData.getData('text/plain');
    dispatch({ type: 'pasted', input: value.slice(0, selectionStart) + text + value.slice(selectionEnd) });
  }

  return (
    <div>
      <FieldHead count={summary.count} over={over} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the chips and the input inside */}
      <div
        ref={field}
        className={classes.field}
        data-invalid={error || over || summary.bad.length > 0 || undefined}
        onKeyDown={onKeyDown}
        onClick={(event) => event.target === event.currentTarget && focusInput()}
        onFocus={(event) => props.onChipFocus(Number(event.target.dataset.chip) || null)}
      >
        <ChipList
          list={list}
          summary={summary}
          judgement={judgement}
          dispatch={dispatch}
          onEdited={focusAfterwards}
        />
        <textarea
          id={inputId}
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

function FieldHead({ count, over }: { count: number; over: boolean }) {
  const { t } = useTranslation('createClients');
  const { number } = useFormat();
  return (
    <div className={classes.head}>
      <Input.Label htmlFor={inputId}>{t('field.label')}</Input.Label>
      <Text size="sm" component="span" className={classes.counter} data-over={over || undefined}>
        {t('field.counter', { count: number(count), limit: MAX_ADDRESSES })}
      </Text>
    </div>
  );
}

interface ChipListProps extends Pick<AddressFieldProps, 'list' | 'summary' | 'judgement' | 'dispatch'> {
  /** The chip to go on from, if it was edited by key. */
  onEdited: (id: number | null) => void;
}

function ChipList({ list, summary, judgement, dispatch, onEdited }: ChipListProps) {
  const { t } = useTranslation('createClients');
  const { number } = useFormat();
  const drawn = list.chips.slice(0, drawnAtMost);
  return (
    <ul className={classes.list} aria-label={t('field.list')}>
      {drawn.map((chip) =>
        chip.id === list.editing ? (
          <ChipEditor
            key={chip.id}
            chip={chip}
            dispatch={dispatch}
            onDone={(how) => onEdited(how === 'kept' ? chip.id : null)}
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
  );
}
