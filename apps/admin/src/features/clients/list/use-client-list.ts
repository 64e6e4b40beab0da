import { useQuery } from '@apollo/client/react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { pageArguments } from '../../../page/list/paging';
import { useOrganization } from '../../organizations/viewer';
import { clientCountQuery, clientsPageQuery } from '../clients.graphql';
import {
  type ClientListState,
  clientFilter,
  clientSorts,
  readClientList,
  writeClientList,
} from './client-list-state';

// Clients accept while the list is open: their rows turn active by themselves.
const freshEveryMs = 15_000;
const countEveryMs = 60_000;
const whileHidden = () => document.hidden;

/** The page of clients that the address asks for. */
export function useClientList() {
  const { id: organizationId } = useOrganization();
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readClientList(params), [params]);
  const filter = useMemo(() => clientFilter(state), [state]);

  const page = useQuery(clientsPageQuery, {
    variables: { organizationId, filter, sort: clientSorts[state.sort], ...pageArguments(state.paging) },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
    skipPollAttempt: whileHidden,
  });
  const count = useQuery(clientCountQuery, {
    variables: { organizationId, filter },
    fetchPolicy: 'cache-and-network',
    pollInterval: countEveryMs,
    skipPollAttempt: whileHidden,
  });

  const change = useCallback(
    (changed: Partial<ClientListState>) =>
      // Typing a search must not fill the history with its letters.
      setParams((current) => writeClientList(current, changed), { replace: changed.search !== undefined }),
    [setParams],
  );

  return {
    state,
    change,
    filter,
    connection: (page.data ?? page.previousData)?.clients,
    // The rows shown still answer the question before this one.
    stale: page.data === undefined && page.previousData !== undefined,
    error: page.data ? undefined : page.error,
    refetch: page.refetch,
    total: (count.data ?? count.previousData)?.clients.totalCount,
  };
}
