import { useQuery } from '@apollo/client/react';
import { useCallback, useMemo } from 'react';
import { pageArguments } from '../../../page/list/paging';
import { shownOf } from '../../../page/list/shown-of';
import { useFilledPage } from '../../../page/list/use-filled-page';
import { usePageParams } from '../../../page/use-page-params';
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

/** The page of clients that the address asks for. */
export function useClientList() {
  const { id: organizationId } = useOrganization();
  const [params, setParams] = usePageParams();
  const state = useMemo(() => readClientList(params), [params]);
  const filter = useMemo(() => clientFilter(state), [state]);

  const page = useQuery(clientsPageQuery, {
    variables: { organizationId, filter, sort: clientSorts[state.sort], ...pageArguments(state.paging) },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const count = useQuery(clientCountQuery, {
    variables: { organizationId, filter },
    fetchPolicy: 'cache-and-network',
    pollInterval: countEveryMs,
  });

  const change = useCallback(
    (changed: Partial<ClientListState>) =>
      // Typing a search must not fill the history with its letters.
      setParams((current) => writeClientList(current, changed), { replace: changed.search !== undefined }),
    [setParams],
  );

  const { answer, stale, error, refetch } = shownOf(page);
  const empty = answer?.clients.nodes.length === 0 && !stale;
  useFilledPage(empty, state.paging, () => change({ search: state.search }));
  return {
    state,
    change,
    filter,
    connection: answer?.clients,
    stale,
    error,
    refetch,
    total: (count.data ?? count.previousData)?.clients.totalCount,
  };
}
