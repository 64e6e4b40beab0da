import { Stack } from '@mantine/core';
import { type Dispatch, type FormEvent, useEffect, useRef, useState } from 'react';
import { FailureText } from '../messages/failure-text';
import { prefetchMessageForm } from '../messages/lazy-message-form';
import { ProgramSelect } from '../programs/program-select';
import type { AddressList, AddressListAction } from './address-field/address-chips';
import { AddressField, type AddressFieldHandle } from './address-field/address-field';
import { ListNotes } from './address-field/list-notes';
import type { CreatedClients } from './create-clients-draft';
import { ListAnnouncement } from './list-announcement';
import { useAddressReview, useObstacle } from './use-address-review';
import { useCreateClients } from './use-create-clients';
import { WhoFoot } from './who-foot';

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

export function WhoStep(props: WhoStepProps) {
  const { organizationId, list, dispatch, programId } = props;
  const field = useRef<AddressFieldHandle>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const { send, badAddresses, refusals, error, loading } = useCreateClients(props.onCreated);
  const review = useAddressReview(organizationId, list, badAddresses);
  const { summary, judgement, bad } = review;
  const obstacle = useObstacle(review, list);
  // Bad addresses are told one by one.
  const listError = bad.length > 0 ? undefined : refusals.emails;

  useEffect(prefetchMessageForm, []);

  function nextProblem() {
    const at = bad.findIndex(({ chip }) => chip.id === current);
    const next = bad[(at + 1) % bad.length];
    if (next) field.current?.focusChip(next.chip.id);
    else field.current?.focusInput();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    dispatch({ type: 'committed' });
    if (obstacle !== null || loading) nextProblem();
    else void send({ organizationId, emails: review.emails, programId }).catch(() => undefined);
  }

  function startOver() {
    props.onStartOver();
    // The button goes with the list.
    field.current?.focusInput();
  }

  return (
    <form noValidate onSubmit={submit}>
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
        <ListAnnouncement summary={summary} badCount={bad.length} />
        <ListNotes
          id={notesId}
          chips={list.chips}
          summary={summary}
          bad={bad}
          clients={review.clients}
          dispatch={dispatch}
          onNextProblem={nextProblem}
          error={listError}
        />
        <ProgramSelect
          organizationId={organizationId}
          value={programId}
          onChange={props.onProgramChange}
          error={refusals.programId}
        />
      </Stack>
      <WhoFoot
        review={review}
        failure={error ? <FailureText error={error} /> : refusals.other}
        obstacle={obstacle}
        busy={loading}
        onStartOver={list.chips.length > 0 ? startOver : undefined}
      />
    </form>
  );
}
