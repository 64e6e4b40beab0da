import { CombinedGraphQLErrors } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { MailingQuery } from '../../gql/graphql';
import { mailingQuery } from './mailings.graphql';

export type Mailing = NonNullable<MailingQuery['mailing']>;

/** A mailing, asked for again until its last mail has left. */
export function useMailing(id: string, everyMs: number) {
  const [overId, setOverId] = useState<string | null>(null);
  const over = overId === id;
  const { data, error } = useQuery(mailingQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    pollInterval: over ? 0 : everyMs,
  });
  const mailing = data?.mailing ?? null;
  if (mailing && !over && isOver(mailing)) setOverId(id);
  const missing = data?.mailing === null || isNotFound(error);
  return { mailing, over, missing, failed: error !== undefined && !missing };
}

function isNotFound(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === 'NOT_FOUND')
  );
}

export function isOver({ queued, sending }: Pick<Mailing, 'queued' | 'sending'>): boolean {
  return queued + sending === 0;
}

/** Mails that did not arrive, or perhaps not. */
export function troubled({
  bounced,
  failed,
  unknown,
}: Pick<Mailing, 'bounced' | 'failed' | 'unknown'>): number {
  return bounced + failed + unknown;
}
