import { MAX_ADDRESSES } from '@anteroom/address-list';
import { Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type Dispatch, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogFoot } from '../../page/dialog-foot';
import { useIdempotencyKey } from '../../page/use-idempotency-key';
import { useReason } from '../../page/use-reason';
import { FailureText } from '../messages/failure-text';
import { prefetchMessageForm } from '../messages/lazy-message-form';
import {
  type AddressList,
  type AddressListAction,
  listText,
  reduceAddressList,
  summarize,
} from './address-field/address-chips';
import { AddressField, type AddressFieldHandle } from './address-field/address-field';
import { type ChipJudgement, chipState } from './address-field/chip-state';
import { ListNotes } from './address-field/list-notes';
import type { CreatedClients } from './create-clients-draft';
import { ProgramSelect } from './program-select';
import { useClientsPlan } from './use-clients-plan';
import { createdClients, useCreateClients } from './use-create-clients';

interface WhoStepProps {
  organizationId: string;
  list: AddressList;
  dispatch: Dispatch<AddressListAction>;
  programId: string | null;
  onProgramChange: (programId: string | null) => void;
  onStartOver: () => void;
  onCreated: (created: CreatedClients) => void;
}

const notesId = 'create-clients-notes';
const reasonId = 'create-clients-reason';

export function WhoStep(props: WhoStepProps) {
  const { organizationId, list, dispatch, programId } = props;
  const { t } = useTranslation('createClients');
  const reasonText = useReason();
  const field = useRef<AddressFieldHandle>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const [create, { data, error, loading }] = useCreateClients();
  const idempotency = useIdempotencyKey();

  useEffect(prefetchMessageForm, []);
  const summary = useMemo(() => summarize(list.chips), [list.chips]);
  // The button speaks of what it would send, the address still being typed included.
  const complete = useMemo(() => reduceAddressList(list, { type: 'committed' }).chips, [list]);
  const sent = useMemo(() => summarize(complete), [complete]);
  const emails = listText(sent.unique);
  const sendable = sent.bad.length === 0 && sent.count <= MAX_ADDRESSES;
  const plan = useClientsPlan(organizationId, emails, sendable);

  const answer = data?.createClients;
  const judgement = useMemo<ChipJudgement>(
    () => ({
      problemText: ({ code, character }) => t(`problems.${code}`, { character: character ?? '' }),
      duplicateText: t('chip.duplicate'),
      doubtText: (address) => t('chip.doubt', { address }),
      clients: new Map(
        plan?.clients.map(({ address, status }) => [
          address,
          t('chip.client', { status: statusText(status) }),
        ]),
      ),
      refused: new Map(answer?.badAddresses.map(({ text, reason }) => [text, reason])),
    }),
    [t, plan, answer],
  );
  const bad = list.chips
    .map((chip) => ({ chip, ...chipState(chip, summary, judgement) }))
    .filter(({ state }) => state === 'bad');

  function statusText(status: string | null): string {
    return status === null ? t('status.UNKNOWN') : t(`status.${status as 'ACTIVE'}`);
  }

  function nextProblem() {
    const at = bad.findIndex(({ chip }) => chip.id === current);
    const next = bad[(at + 1) % bad.length];
    if (next) field.current?.focusChip(next.chip.id);
    else field.current?.focusInput();
  }

  const obstacle = () => {
    if (sent.count > MAX_ADDRESSES) return t('obstacle.tooMany', { count: sent.count - MAX_ADDRESSES });
    if (bad.length > 0) return t('obstacle.bad', { count: bad.length });
    if (sent.bad.length > 0) return t('obstacle.unfinished', { text: list.input.trim() });
    if (sent.count === 0) return t('obstacle.empty');
    return null;
  };
  const blockedBy = obstacle();
  const toCreate = plan?.createCount ?? sent.count;

  async function submit() {
    dispatch({ type: 'committed' });
    if (blockedBy !== null || loading) {
      nextProblem();
      return;
    }
    const input = { organizationId, emails, programId };
    const result = await create({
      variables: { input: { ...input, idempotencyKey: idempotency.keyFor(input) } },
    });
    const created = result.data?.createClients;
    if (created) idempotency.answered();
    if (created && created.errors.length === 0 && created.badAddresses.length === 0) {
      props.onCreated(createdClients(created.rows, created.createdCount));
    }
  }

  const textOf = (found?: { code: string; message: string }) => found && reasonText(found);
  const errorAt = (name: string) => textOf(answer?.errors.find(({ path }) => path[0] === name));
  // Bad addresses are told one by one.
  const listError = bad.length > 0 ? undefined : errorAt('emails');
  const otherError = textOf(
    answer?.errors.find(({ path }) => path[0] !== 'emails' && path[0] !== 'programId'),
  );
  const [announced] = useDebouncedValue(
    summary.count === 0
      ? ''
      : [
          t('announce.count', { count: summary.count, limit: MAX_ADDRESSES }),
          bad.length > 0 ? t('notes.bad', { count: bad.length }) : '',
          summary.corrections.length > 0 ? t('announce.doubtful', { count: summary.corrections.length }) : '',
          summary.duplicates.size > 0 ? t('announce.duplicates', { count: summary.duplicates.size }) : '',
        ].join(' '),
    700,
  );

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit().catch(() => undefined);
      }}
    >
      <Stack gap="md" pb={16}>
        <AddressField
          ref={field}
          list={list}
          summary={summary}
          judgement={judgement}
          dispatch={dispatch}
          notesId={notesId}
          error={listError}
          onChipFocus={setCurrent}
        />
        <VisuallyHidden role="status">{announced}</VisuallyHidden>
        <ListNotes
          id={notesId}
          chips={list.chips}
          summary={summary}
          bad={bad}
          clients={(plan?.clients ?? []).map(({ address, status }) => ({
            address,
            status: statusText(status),
          }))}
          dispatch={dispatch}
          onNextProblem={nextProblem}
          error={listError}
        />
        <ProgramSelect
          organizationId={organizationId}
          value={programId}
          onChange={props.onProgramChange}
          error={errorAt('programId')}
        />
      </Stack>
      <DialogFoot justify="space-between">
        {list.chips.length > 0 ? (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              props.onStartOver();
              // The button goes with the list.
              field.current?.focusInput();
            }}
          >
            {t('startOver')}
          </Button>
        ) : (
          <span />
        )}
        <Group gap="sm" justify="flex-end" flex={1}>
          <Text
            size="sm"
            id={reasonId}
            c={error || otherError ? 'var(--anteroom-red)' : 'dimmed'}
            role="status"
          >
            {error ? <FailureText error={error} /> : (otherError ?? blockedBy ?? '')}
          </Text>
          <Button
            type="submit"
            loading={loading}
            aria-disabled={blockedBy !== null || undefined}
            data-disabled={blockedBy !== null || undefined}
            aria-describedby={reasonId}
          >
            {toCreate === 0 && sent.count > 0
              ? t('continue', { count: sent.count })
              : t('create', { count: toCreate })}
          </Button>
        </Group>
      </DialogFoot>
    </form>
  );
}
