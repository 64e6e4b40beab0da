import { useQuery } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { type Paging, pageArguments, readPaging, writePaging } from '../../page/list/paging';
import { useFilledPage } from '../../page/list/use-filled-page';
import { useSelection } from '../../page/list/use-selection';
import { usePageParams } from '../../page/use-page-params';
import { useOrganization } from '../organizations/viewer';
import type { Answer } from './answer';
import { registrationsPageQuery } from './registrations.graphql';

const freshEveryMs = 15_000;

/** What an answer is being given to: one request by id, or those that are ticked. */
export const ofSelection = 'selection';

/** The page of requests that the address asks for, and the answer that is being given to some of them. */
export function useRegistrationList() {
  const { id: organizationId } = useOrganization();
  const [params, setParams] = usePageParams();
  const answered = params.get('show') === 'answered';
  const paging = readPaging(params);
  const { data, previousData, error, refetch } = useQuery(registrationsPageQuery, {
    variables: {
      organizationId,
      filter: { statuses: answered ? ['APPROVED', 'DECLINED'] : ['WAITING'] },
      ...pageArguments(paging),
    },
    fetchPolicy: 'cache-and-network',
    pollInterval: freshEveryMs,
  });
  // Until the answer is there, nobody of the one list stands in the other: who waits has not been declined.
  const [shown, setShown] = useState(answered);
  if (data && shown !== answered) setShown(answered);
  const connection = (data ?? (shown === answered ? previousData : undefined))?.registrations;
  const rows = connection?.nodes;
  const selection = useSelection<RegistrationRowFragment>(
    String(answered),
    connection?.totalCount ?? 0,
    rows,
  );

  const change = useCallback(
    (write: (next: URLSearchParams) => void, replace = false) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          write(next);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  useFilledPage(data?.registrations.nodes.length === 0, paging, () =>
    change((next) => writePaging(next, {}), true),
  );
  const close = useCallback(
    () =>
      change((next) => {
        next.delete('answer');
        next.delete('of');
      }, true),
    [change],
  );
  const of = params.get('of');
  return {
    answered,
    connection,
    failed: data ? undefined : error,
    refetch,
    selection,
    answer: params.get('answer'),
    asked:
      of === ofSelection
        ? [...selection.rows.values()]
        : rows?.filter((registration) => registration.id === of),
    show: (wish: string) =>
      change((next) => {
        if (wish === 'answered') next.set('show', wish);
        else next.delete('show');
        writePaging(next, {});
      }),
    turnTo: (paging: Paging) => change((next) => writePaging(next, paging)),
    ask: (answer: Answer, of: string) =>
      change((next) => {
        next.set('answer', answer);
        next.set('of', of);
      }),
    close,
  };
}
