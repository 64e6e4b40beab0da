import { useMutation } from '@apollo/client/react';
import type { CreateClientInput, CreateClientMutation } from '../../../gql/graphql';
import { useIdempotencyKey } from '../../../page/use-idempotency-key';
import { createClientMutation } from './invite-client.graphql';

export type CreatedClient = CreateClientMutation['createClient'];

/** Creates one client, and invites them if the input says so. */
export function useCreateClient() {
  const idempotency = useIdempotencyKey();
  const [create, { loading }] = useMutation(createClientMutation, {
    update: (cache, { data }) => {
      if (!data?.createClient.client) return;
      for (const fieldName of ['clients', 'invitations', 'programs'])
        cache.evict({ id: 'ROOT_QUERY', fieldName });
      cache.gc();
    },
    // The count in the rail.
    refetchQueries: ['Organization'],
  });
  return {
    loading,
    async create(input: CreateClientInput): Promise<CreatedClient | null> {
      const idempotencyKey = idempotency.keyFor(input);
      const { data } = await create({ variables: { input: { ...input, idempotencyKey } } });
      idempotency.answered();
      return data?.createClient ?? null;
    },
  };
}
