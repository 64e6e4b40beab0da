import { useQuery } from '@apollo/client/react';
import { useCallback, useMemo } from 'react';
import { graphql } from '../../../gql';
import { pageArguments } from '../../../page/list/paging';
import { shownOf } from '../../../page/list/shown-of';
import { useFilledPage } from '../../../page/list/use-filled-page';
import { usePageParams } from '../../../page/use-page-params';
import { useOrganization } from '../../organizations/viewer';
import {
  type InvitationListState,
  invitationFilter,
  invitationSorts,
  readInvitationList,
  writeInvitationList,
} from './invitation-list-state';

const invitationsPageQuery = graphql(`
  query InvitationsPage(
    $organizationId: ID!
    $filter: InvitationFilter
    $sort: InvitationSort
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    invitations(
      organizationId: $organizationId
      filter: $filter
      sort: $sort
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...InvitationRow
      }
      pageInfo {
        ...ListPager
      }
    }
  }
`);

const invitationCountQuery = graphql(`
  query InvitationCount($organizationId: ID!, $filter: InvitationFilter) {
    invitations(organizationId: $organizationId, filter: $filter, first: 1) {
      totalCount
    }
  }
`);

const freshEveryMs = 15_000;
const countEveryMs = 60_000;

/** The page of open invitations that the address asks for. */
export function useInvitationList() {
  const { id: organizationId } = useOrganization();
  const [params, setParams] = usePageParams();
  const state = useMemo(() => readInvitationList(params), [params]);
  const filter = useMemo(() => invitationFilter(state), [state]);

  const page = useQuery(invitationsPageQuery, {
    variables: { organizationId, filter, sort: invitationSorts[state.sort], ...pageArguments(state.paging) },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const count = useQuery(invitationCountQuery, {
    variables: { organizationId, filter },
    fetchPolicy: 'cache-and-network',
    pollInterval: countEveryMs,
  });
  const change = useCallback(
    (changed: Partial<InvitationListState>) =>
      setParams((current) => writeInvitationList(current, changed), {
        replace: changed.search !== undefined,
      }),
    [setParams],
  );

  const { answer, stale, error, refetch } = shownOf(page);
  const empty = answer?.invitations.nodes.length === 0 && !stale;
  useFilledPage(empty, state.paging, () => change({ search: state.search }));
  return {
    state,
    change,
    filter,
    connection: answer?.invitations,
    stale,
    error,
    refetch,
    total: (count.data ?? count.previousData)?.invitations.totalCount,
  };
}
