import { useMutation } from '@apollo/client/react';
import type { CreateClientsMutation } from '../../gql/graphql';
import { useReason } from '../../page/failure/use-reason';
import { useIdempotencyKey } from '../../page/use-idempotency-key';
import { notSentTo } from '../mailings/not-sent-to';
import { createClientsMutation } from './create-clients.graphql';
import type { CreatedClients } from './create-clients-draft';

type Row = CreateClientsMutation['createClients']['rows'][number];

interface ListToCreate {
  organizationId: string;
  emails: string;
  programId: string | null;
}

/**
 * Creates the clients of a list. Asking again after an answer that was lost does no harm: the same list brings the same
 * answer, and of a longer one who was created by then comes back as a client already, still among those to invite.
 */
export function useCreateClients(onCreated: (created: CreatedClients) => void) {
  const [create, { data, error, loading }] = useMutation(createClientsMutation, {
    update: (cache) => {
      for (const fieldName of ['clients', 'programs']) cache.evict({ id: 'ROOT_QUERY', fieldName });
      cache.gc();
    },
  });
  const idempotency = useIdempotencyKey();
  const answer = data?.createClients;
  const refusals = useRefusals(answer?.errors ?? []);

  async function send(input: ListToCreate) {
    const result = await create({
      variables: { input: { ...input, idempotencyKey: idempotency.keyFor(input) } },
    });
    const created = result.data?.createClients;
    if (created) idempotency.answered();
    if (created && created.errors.length === 0 && created.badAddresses.length === 0) {
      onCreated(createdClients(created.rows, created.createdCount));
    }
  }
  return { send, badAddresses: answer?.badAddresses, refusals, error, loading };
}

export function createdClients(rows: readonly Row[], createdCount: number): CreatedClients {
  const clients = rows.flatMap(({ outcome, client }) => (outcome !== 'DUPLICATE' && client ? [client] : []));
  return {
    clientIds: clients.filter(({ canInvite }) => canInvite.allowed).map(({ id }) => id),
    createdCount,
    existingCount: rows.filter(({ outcome }) => outcome === 'ALREADY_CLIENT').length,
    notInvited: notSentTo(
      clients
        .filter(({ canInvite }) => !canInvite.allowed)
        .map((client) => ({ client, ...client.canInvite })),
    ),
  };
}

/** What the API refused, by where it is shown. */
function useRefusals(errors: readonly { code: string; message: string; path: string[] }[]) {
  const reasonText = useReason();
  const first = (which: (field: string | undefined) => boolean) => {
    const found = errors.find(({ path }) => which(path[0]));
    return found && reasonText(found);
  };
  return {
    emails: first((field) => field === 'emails'),
    programId: first((field) => field === 'programId'),
    other: first((field) => field !== 'emails' && field !== 'programId'),
  };
}
