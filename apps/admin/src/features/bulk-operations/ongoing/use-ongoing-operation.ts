import { useApolloClient, useQuery } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { failureKind } from '../../../page/failure/failure-kind';
import { organizationQuery, useOrganization } from '../../organizations/viewer';
import { bulkOperationQuery } from '../bulk-progress.graphql';
import { useOutcomeText } from '../outcome';

const everyMs = 700;
const countEveryMs = 3_000;

/** Follows an operation to its end, which is told to the reader and, once, to `onEnd`; what the page shows is then asked for anew. */
export function useOngoingOperation(operationId: string, onEnd: () => void) {
  const apollo = useApolloClient();
  const outcomeText = useOutcomeText();
  const { slug } = useOrganization();
  const { data, error, startPolling, stopPolling, refetch } = useQuery(bulkOperationQuery, {
    variables: { id: operationId },
    pollInterval: everyMs,
    fetchPolicy: 'network-only',
  });
  const operation = data?.bulkOperation;
  const stopped = operation?.state === 'FAILED';
  // The count in the rail moves along with what is sent or withdrawn.
  useQuery(organizationQuery, { variables: { slug }, pollInterval: stopped ? 0 : countEveryMs });
  // It may be of somebody who was signed in before.
  const gone = error !== undefined && failureKind(error) === 'gone';
  const ended = gone || (data !== undefined && operation?.state !== 'RUNNING' && !stopped);

  useEffect(() => {
    if (!stopped) return startPolling(everyMs);
    stopPolling();
    void apollo.refetchQueries({ include: 'active' });
  }, [stopped, startPolling, stopPolling, apollo]);

  useEffect(() => {
    if (!ended) return;
    stopPolling();
    onEnd();
    void apollo.refetchQueries({ include: 'active' });
    if (!operation) return;
    notifications.show({
      id: operation.id,
      autoClose: operation.skipped > 0 ? false : 8000,
      color: operation.skipped > 0 ? 'yellow' : 'green',
      message: outcomeText(operation),
    });
  }, [ended, operation, onEnd, stopPolling, apollo, outcomeText]);

  return {
    operation,
    unreachable: error !== undefined,
    lookAgain: () => void refetch().catch(() => {}),
  };
}
