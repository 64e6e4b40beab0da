import { useApolloClient } from '@apollo/client/react';
import type { Failure } from '../frame/submission';
import { signOut } from './auth-requests';

/** Signs out whoever is signed in, forgets what was theirs, and looks again at what the link is good for. */
export function useChangeUser(lookAgain: () => Promise<unknown>): () => Promise<Failure | null> {
  const client = useApolloClient();
  return async () => {
    const answer = await signOut();
    if (!answer.ok) return 'failure' in answer ? answer.failure : 'unexpected';
    await client.clearStore();
    await lookAgain();
    return null;
  };
}
