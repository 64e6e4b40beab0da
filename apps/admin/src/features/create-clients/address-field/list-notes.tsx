import { MAX_ADDRESSES } from '@anteroom/address-list';
import { useFormat } from '@anteroom/ui';
import { Button } from '@mantine/core';
import { IconAlertCircle, IconCopy, IconHelpCircle, IconUserCheck } from '@tabler/icons-react';
import { type Dispatch, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressChip, AddressListAction, AddressListSummary } from './address-chips';
import classes from './list-notes.module.css';

const shownAtMost = 4;

interface NoteProps {
  kind: 'bad' | 'doubtful' | 'quiet';
  icon: typeof IconCopy;
  children: ReactNode;
}

function Note({ kind, icon: Icon, children }: NoteProps) {
  return (
    <li className={classes.note} data-kind={kind}>
      <Icon size={18} className={classes.icon} aria-hidden />
      <div className={classes.body}>{children}</div>
    </li>
  );
}

function NoteButton(props: { onClick: () => void; children: ReactNode }) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      classNames={{ root: classes.button, label: classes.buttonLabel }}
      {...props}
    />
  );
}

interface ListNotesProps {
  id: string;
  chips: readonly AddressChip[];
  summary: AddressListSummary;
  bad: readonly { chip: AddressChip; reason: string }[];
  clients: readonly { address: string; status: string }[];
  dispatch: Dispatch<AddressListAction>;
  onNextProblem: () => void;
  error?: string | undefined;
}

/** What is wrong or worth knowing, each with its remedy. */
export function ListNotes({
  id,
  chips,
  summary,
  bad,
  clients,
  dispatch,
  onNextProblem,
  error,
}: ListNotesProps) {
  const { t } = useTranslation('createClients');
  const { notes, mend } = useFocusAfterRemedy(chips, dispatch);
  const remove = (ids: ReadonlySet<number>) => mend({ type: 'removed', ids });
  return (
    <ul ref={notes} tabIndex={-1} className={classes.notes} id={id} aria-label={t('notes.label')}>
      {error && (
        <Note kind="bad" icon={IconAlertCircle}>
          {error}
        </Note>
      )}
      <TooManyNote chips={chips} summary={summary} onRemove={remove} />
      {bad.length > 0 && <BadNote bad={bad} onNextProblem={onNextProblem} onRemove={remove} />}
      {groupByDomain(summary.corrections).map(([domain, doubtful]) => (
        <DoubtfulNote
          key={domain}
          domain={domain}
          doubtful={doubtful}
          onCorrect={(some) => mend({ type: 'corrected', ids: idsOf(some) })}
        />
      ))}
      {summary.duplicates.size > 0 && (
        <Note kind="quiet" icon={IconCopy}>
          {t('notes.duplicates', { count: summary.duplicates.size })}
          <div className={classes.actions}>
            <NoteButton onClick={() => remove(summary.duplicates)}>
              {t('notes.removeDuplicates', { count: summary.duplicates.size })}
            </NoteButton>
          </div>
        </Note>
      )}
      {clients.length > 0 && <ClientsNote clients={clients} />}
    </ul>
  );
}

/** A remedy goes with what it mended, and would take the focus along: it stays among the notes, where Tab leads to the next. */
function useFocusAfterRemedy(chips: readonly AddressChip[], dispatch: Dispatch<AddressListAction>) {
  const notes = useRef<HTMLUListElement>(null);
  const mended = useRef(false);
  useEffect(() => {
    if (mended.current && document.activeElement === document.body)
      notes.current?.focus({ preventScroll: true });
    mended.current = false;
  }, [chips]);
  const mend = (action: AddressListAction) => {
    mended.current = true;
    dispatch(action);
  };
  return { notes, mend };
}

interface TooManyNoteProps extends Pick<ListNotesProps, 'chips' | 'summary'> {
  onRemove: (ids: ReadonlySet<number>) => void;
}

function TooManyNote({ chips, summary, onRemove }: TooManyNoteProps) {
  const { t } = useTranslation('createClients');
  const { number } = useFormat();
  const tooMany = summary.count - MAX_ADDRESSES;
  if (tooMany <= 0) return null;

  function keepFirst() {
    const counted = new Set([...summary.unique, ...summary.bad].map((chip) => chip.id));
    const kept = new Set(chips.filter((chip) => counted.has(chip.id)).slice(0, MAX_ADDRESSES));
    onRemove(idsOf(chips.filter((chip) => !kept.has(chip))));
  }

  return (
    <Note kind="bad" icon={IconAlertCircle}>
      {t('notes.tooMany', { count: tooMany, limit: MAX_ADDRESSES, formatted: number(tooMany) })}
      <div className={classes.actions}>
        <NoteButton onClick={keepFirst}>{t('notes.keepFirst', { limit: MAX_ADDRESSES })}</NoteButton>
      </div>
    </Note>
  );
}

interface BadNoteProps extends Pick<ListNotesProps, 'bad' | 'onNextProblem'> {
  onRemove: (ids: ReadonlySet<number>) => void;
}

function BadNote({ bad, onNextProblem, onRemove }: BadNoteProps) {
  const { t } = useTranslation('createClients');
  return (
    <Note kind="bad" icon={IconAlertCircle}>
      {t('notes.bad', { count: bad.length })}
      <ul>
        {bad.slice(0, shownAtMost).map(({ chip, reason }) => (
          <li key={chip.id}>
            <strong>{chip.text}</strong>: {reason}
          </li>
        ))}
        {bad.length > shownAtMost && <li>{t('notes.more', { count: bad.length - shownAtMost })}</li>}
      </ul>
      <div className={classes.actions}>
        <NoteButton onClick={onNextProblem}>{t('notes.nextProblem')}</NoteButton>
        <NoteButton onClick={() => onRemove(idsOf(bad.map(({ chip }) => chip)))}>
          {t('notes.removeBad', { count: bad.length })}
        </NoteButton>
      </div>
    </Note>
  );
}

interface DoubtfulNoteProps {
  domain: string;
  doubtful: readonly AddressChip[];
  onCorrect: (some: readonly AddressChip[]) => void;
}

function DoubtfulNote({ domain, doubtful, onCorrect }: DoubtfulNoteProps) {
  const { t } = useTranslation('createClients');
  return (
    <Note kind="doubtful" icon={IconHelpCircle}>
      {t('notes.didYouMean', { domain })}
      <div className={classes.actions}>
        {doubtful.slice(0, shownAtMost).map((chip) => (
          <NoteButton key={chip.id} onClick={() => onCorrect([chip])}>
            {t('notes.correctOne', {
              from: chip.address ?? chip.text,
              to: chip.correction?.address,
            })}
          </NoteButton>
        ))}
        {doubtful.length > 1 && (
          <Button variant="light" size="compact-sm" onClick={() => onCorrect(doubtful)}>
            {t('notes.correctAll', { count: doubtful.length })}
          </Button>
        )}
      </div>
    </Note>
  );
}

function ClientsNote({ clients }: Pick<ListNotesProps, 'clients'>) {
  const { t } = useTranslation('createClients');
  const [opened, setOpened] = useState(false);
  return (
    <Note kind="quiet" icon={IconUserCheck}>
      {t('notes.clients', { count: clients.length })}
      <div className={classes.actions}>
        <Button variant="default" size="compact-sm" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t(opened ? 'notes.hideClients' : 'notes.showClients')}
        </Button>
      </div>
      {opened && (
        <ul>
          {clients.map(({ address, status }) => (
            <li key={address}>
              {address}: {status}
            </li>
          ))}
        </ul>
      )}
    </Note>
  );
}

function groupByDomain(doubtful: readonly AddressChip[]): [string, AddressChip[]][] {
  const groups = Map.groupBy(doubtful, (chip) => chip.correction?.address.split('@')[1] ?? '');
  return [...groups];
}

function idsOf(chips: readonly AddressChip[]): ReadonlySet<number> {
  return new Set(chips.map((chip) => chip.id));
}
