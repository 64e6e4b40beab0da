import { useMutation } from '@apollo/client/react';
import type { ClientSelection, InviteClientsMutation } from '../../gql/graphql';
import { useReason } from '../../page/failure/use-reason';
import type { Choice } from '../../page/searched-choice';
import { useIdempotencyKey } from '../../page/use-idempotency-key';
import { connectionsFieldId } from '../connections/connections-field';
import { fieldOf, type MessageValues, type UserError } from './message-values';
import { inviteClientsMutation } from './messages.graphql';
import { useMessageError } from './use-message-error';
import { useRefusableMessage } from './use-refusable-message';

type Answer = InviteClientsMutation['inviteClients'];

interface InviteClients {
  clientIds?: readonly string[];
  selection?: ClientSelection;
  /** Staff to connect them with; only with clientIds. */
  connections: readonly Choice[];
  initial: MessageValues;
  /** Where a sending without an answer outlives the form. */
  kept?: Parameters<typeof useIdempotencyKey>[0];
  onInvited: (answer: Answer) => void;
}

/** The form of a message, and sending it as invitations. Errors end up at their fields, with the focus on the first. */
export function useInviteClients({
  clientIds,
  selection,
  connections,
  initial,
  kept,
  onInvited,
}: InviteClients) {
  const errorText = useMessageError();
  const reasonText = useReason();
  const idempotency = useIdempotencyKey(kept);
  const { form, handleSubmit, refuse } = useRefusableMessage(initial);
  const [invite, { error, loading, data }] = useMutation(inviteClientsMutation, {
    update: (cache, { data: done }) => {
      if (!done?.inviteClients.mailing && !done?.inviteClients.operation) return;
      for (const fieldName of ['clients', 'invitations', 'connections'])
        cache.evict({ id: 'ROOT_QUERY', fieldName });
      cache.gc();
    },
    // The count in the rail.
    refetchQueries: ['Organization'],
  });

  async function send(message: MessageValues) {
    const whom = selection
      ? { selection }
      : {
          clientIds: [...(clientIds ?? [])],
          connections: connections.map(({ id }) => id),
        };
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
    refuse(answer.errors);
    if (answer.errors.some(isOfConnections)) document.getElementById(connectionsFieldId)?.focus();
  }

  const submit = handleSubmit(send);
  const answer = data?.inviteClients;
  /** What concerns no field. */
  const other = answer?.errors.find((one) => fieldOf(one) === null && !isOfConnections(one));
  const ofConnections = answer?.errors.find(isOfConnections);
  /** The answer when nothing was wrong and yet there was nobody to invite. */
  const nobody = answer && answer.errors.length === 0 && !answer.mailing && !answer.operation ? answer : null;
  return {
    form,
    submit,
    loading,
    error,
    connectionsError: ofConnections && reasonText(ofConnections),
    otherError: other && errorText(other),
    nobody,
  };
}

function isOfConnections({ path }: UserError): boolean {
  return path[0] === 'connections';
}
