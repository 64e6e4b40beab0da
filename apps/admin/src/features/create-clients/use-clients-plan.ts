import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import type { ClientStatus } from '../../gql/graphql';
import { clientsPlanQuery } from './create-clients.graphql';

export interface ClientsPlan {
  createCount: number;
  /** Those who are clients already, in the order of the list. */
  clients: readonly { address: string; status: ClientStatus | null }[];
}

/** What would become of the list now, asked once typing rests; null while that is not known. */
export function useClientsPlan(organizationId: string, emails: string, ready: boolean): ClientsPlan | null {
  const [settled] = useDebouncedValue(emails, 400);
  const { data } = useQuery(clientsPlanQuery, {
    variables: { input: { organizationId, emails: settled } },
    skip: !ready || settled === '',
    fetchPolicy: 'no-cache',
  });
  const plan = data?.clientsPlan;
  if (!ready || settled !== emails || !plan || plan.errors.length > 0) return null;
  return {
    createCount: plan.createCount,
    clients: plan.rows.flatMap(({ address, outcome, status }) =>
      outcome === 'ALREADY_CLIENT' && address !== null && address !== undefined
        ? [{ address, status: status ?? null }]
        : [],
    ),
  };
}
