import { useMutation } from '@apollo/client/react';
import type { CreateClientsMutation } from '../../gql/graphql';
import { notSentTo } from '../mailings/not-sent-to';
import { createClientsMutation } from './create-clients.graphql';
import type { CreatedClients } from './create-clients-draft';

type Row = CreateClientsMutation['createClients']['rows'][number];

/**
 * Creates the clients of a list. Asking again after an answer that was lost does no harm: the same list brings the same
 * answer, and of a longer one who was created by then comes back as a client already, still among those to invite.
 */
export function useCreateClients() {
  return useMutation(createClientsMutation, {
    update: (cache) => {
      for (const fieldName of ['clients', 'programs']) cache.evict({ id: 'ROOT_QUERY', fieldName });
      cache.gc();
    },
  });
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
