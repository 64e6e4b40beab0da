import { useMutation } from '@apollo/client/react';
import { type FieldErrors, useForm } from 'react-hook-form';
import type { ClientSelection, InviteClientsMutation } from '../../gql/graphql';
import { useIdempotencyKey } from '../../page/use-idempotency-key';
import { fieldOf, type MessageValues, messageFieldIds } from './message-values';
import { inviteClientsMutation } from './messages.graphql';
import { useMessageError } from './use-message-error';

type Answer = InviteClientsMutation['inviteClients'];

interface InviteClients {
  clientIds?: readonly string[];
  selection?: ClientSelection;
  initial: MessageValues;
  /** Where a sending without an answer outlives the form. */
  kept?: Parameters<typeof useIdempotencyKey>[0];
  onInvited: (answer: Answer) => void;
}

/** The form of a message, and sending it as invitations. Errors end up at their fields, with the focus on the first. */
export function useInviteClients({ clientIds, selection, initial, kept, onInvited }: InviteClients) {
  const errorText = useMessageError();
  const idempotency = useIdempotencyKey(kept);
  const form = useForm<MessageValues>({ defaultValues: initial });
  const [invite, { error, loading, data }] = useMutation(inviteClientsMutation, {
    update: (cache, { data: done }) => {
      if (!done?.inviteClients.mailing && !done?.inviteClients.operation) return;
      for (const fieldName of ['clients', 'invitations']) cache.evict({ id: 'ROOT_QUERY', fieldName });
      cache.gc();
    },
    // The count in the rail.
    refetchQueries: ['Organization'],
  });

  async function send(message: MessageValues) {
    const whom = selection ? { selection } : { clientIds: [...(clientIds ?? [])] };
    const input = { ...whom, message };
    const result = await invite({
      variables: { input: { ...input, idempotencyKey: idempotency.keyFor(input) } },
    });
    const answer = result.data?.inviteClients;
    if (!answer) return;
    idempotency.answered();
    if (answer.errors.length === 0) {
      onInvited(answer);
      return;
    }
    // The first of a field is told; the others follow once it is mended.
    for (const one of answer.errors.toReversed()) {
      const field = fieldOf(one);
      if (field) form.setError(field, { type: one.code, message: errorText(one) });
    }
    focusFirst(answer.errors.map(fieldOf));
  }

  const submit = form.handleSubmit(
    (message) => send(message).catch(() => undefined),
    (errors: FieldErrors<MessageValues>) => focusFirst(Object.keys(errors) as (keyof MessageValues)[]),
  );
  const answer = data?.inviteClients;
  /** What concerns no field. */
  const other = answer?.errors.find((one) => fieldOf(one) === null);
  /** The answer when nothing was wrong and yet there was nobody to invite. */
  const nobody = answer && answer.errors.length === 0 && !answer.mailing && !answer.operation ? answer : null;
  return { form, submit, loading, error, otherError: other && errorText(other), nobody };
}

function focusFirst(fields: readonly (keyof MessageValues | null)[]): void {
  const first = (['subject', 'body', 'buttonText'] as const).find((field) => fields.includes(field));
  if (first) document.getElementById(messageFieldIds[first])?.focus();
}
