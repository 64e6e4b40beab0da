import { VisuallyHidden } from '@mantine/core';
import { IconAlertCircle, IconCopy, IconHelpCircle, IconUserCheck, IconX } from '@tabler/icons-react';
import { type Dispatch, type KeyboardEvent, memo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressListAction, AddressChip as Chip } from './address-chips';
import classes from './address-field.module.css';

export type ChipState = 'good' | 'bad' | 'duplicate' | 'doubtful' | 'client';

interface AddressChipProps {
  chip: Chip;
  state: ChipState;
  /** Why it is in that state, in words. */
  reason: string;
  dispatch: Dispatch<AddressListAction>;
}

const icons = {
  bad: IconAlertCircle,
  duplicate: IconCopy,
  doubtful: IconHelpCircle,
  client: IconUserCheck,
};

/** Two hundred of these are drawn at once, so each is as little as it can be and draws itself again only if changed. */
export const AddressChip = memo(function AddressChip({ chip, state, reason, dispatch }: AddressChipProps) {
  const { t } = useTranslation('createClients');
  const shown = chip.address ?? chip.text;
  const Icon = state === 'good' ? null : icons[state];
  return (
    <li className={classes.chip} data-state={state}>
      <button
        type="button"
        className={classes.text}
        data-chip={chip.id}
        tabIndex={-1}
        title={reason || chip.text}
        onClick={() => dispatch({ type: 'edit', id: chip.id })}
      >
        {Icon && <Icon size={15} aria-hidden style={{ flex: 'none' }} />}
        {chip.name && <span className={classes.name}>{chip.name}</span>}
        <span className={classes.address}>{shown}</span>
        {reason && <VisuallyHidden>, {reason}</VisuallyHidden>}
      </button>
      <button
        type="button"
        className={classes.remove}
        tabIndex={-1}
        aria-label={t('field.remove', { address: shown })}
        onClick={() => dispatch({ type: 'removed', ids: new Set([chip.id]) })}
      >
        <IconX size={14} aria-hidden />
      </button>
    </li>
  );
});

interface ChipEditorProps {
  chip: Chip;
  dispatch: Dispatch<AddressListAction>;
  /** Called once the edit is over; the chip may be gone. */
  onDone: (how: 'kept' | 'left') => void;
}

export function ChipEditor({ chip, dispatch, onDone }: ChipEditorProps) {
  const { t } = useTranslation('createClients');
  const [text, setText] = useState(chip.text);
  // Taking away a focused element blurs it once more.
  const over = useRef(false);

  function finish(how: 'kept' | 'left', action: AddressListAction) {
    if (over.current) return;
    over.current = true;
    dispatch(action);
    onDone(how);
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      finish('kept', { type: 'replaced', id: chip.id, text });
    } else if (event.key === 'Escape') {
      finish('kept', { type: 'edit', id: null });
    }
  }

  return (
    <li style={{ maxWidth: '100%' }}>
      <input
        className={classes.edit}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the chip that was pressed
        autoFocus
        aria-label={t('field.edit', { address: chip.text })}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-mantine-stop-propagation="true"
        value={text}
        style={{ width: `${Math.max(text.length + 3, 16)}ch` }}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => finish('left', { type: 'replaced', id: chip.id, text })}
      />
    </li>
  );
}
