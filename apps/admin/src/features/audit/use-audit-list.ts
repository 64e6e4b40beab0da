import { useQuery } from '@apollo/client/react';
import { useCallback, useMemo } from 'react';
import { graphql } from '../../gql';
import { pageArguments } from '../../page/list/paging';
import { shownOf } from '../../page/list/shown-of';
import { usePageParams } from '../../page/use-page-params';
import { useOrganization } from '../organizations/viewer';
import { type AuditListState, auditFilter, readAuditList, writeAuditList } from './audit-list-state';

const auditPageQuery = graphql(`
  query AuditPage(
    $organizationId: ID!
    $filter: AuditFilter
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    auditEntries(
      organizationId: $organizationId
      filter: $filter
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...AuditRow
      }
      pageInfo {
        ...ListPager
      }
      totalCount
    }
  }
`);

const freshEveryMs = 15_000;

/** The page of the log that the address asks for. */
export function useAuditList() {
  const { id: organizationId, timeZone } = useOrganization();
  const [params, setParams] = usePageParams();
  const state = useMemo(() => readAuditList(params), [params]);
  const filter = useMemo(() => auditFilter(state, timeZone), [state, timeZone]);
  const page = useQuery(auditPageQuery, {
    variables: { organizationId, filter, ...pageArguments(state.paging) },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  const change = useCallback(
    (changed: Partial<AuditListState>) => setParams((current) => writeAuditList(current, changed)),
    [setParams],
  );
  const { answer, stale, error, refetch } = shownOf(page);
  return {
    state,
    change,
    filter,
    connection: answer?.auditEntries,
    stale,
    error,
    refetch,
  };
}
