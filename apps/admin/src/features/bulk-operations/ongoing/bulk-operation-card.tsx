import { useFormat } from '@anteroom/ui';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { CloseButton, Group, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { failureKind } from '../../../page/failure/failure-kind';
import { paths } from '../../../paths';
import { organizationQuery, useOrganization } from '../../organizations/viewer';
import { bulkOperationQuery } from '../bulk-progress.graphql';
import { useOutcomeText } from '../outcome';
import classes from './ongoing-work.module.css';
import { StoppedOperation } from './stopped-operation';
import { useFocusBack } from './use-focus-back';

const everyMs = 700;
const countEveryMs = 3_000;

interface BulkOperationCardProps {
  operationId: string;
  onEnd: (operationId: string) => void;
}

export function BulkOperationCard({ operationId, onEnd }: BulkOperationCardProps) {
  const { t } = useTranslation('bulkOperations');
  const format = useFormat();
  const outcomeText = useOutcomeText();
  const apollo = useApolloClient();
  const card = useRef<HTMLDivElement>(null);
  const giveBack = useFocusBack(card);
  const leave = useCallback(() => {
    giveBack();
    onEnd(operationId);
  }, [giveBack, onEnd, operationId]);
  const { data, error, startPolling, stopPolling, refetch } = useQuery(bulkOperationQuery, {
    variables: { id: operationId },
    pollInterval: everyMs,
    fetchPolicy: 'network-only',
  });
  const operation = data?.bulkOperation;
  const stopped = operation?.state === 'FAILED';
  // The count in the rail moves along with what is sent or withdrawn.
  const { slug } = useOrganization();
  useQuery(organizationQuery, {
    variables: { slug },
    pollInterval: stopped ? 0 : countEveryMs,
  });
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
    leave();
    void apollo.refetchQueries({ include: 'active' });
    if (!operation) return;
    notifications.show({
      id: operation.id,
      autoClose: operation.skipped > 0 ? false : 8000,
      color: operation.skipped > 0 ? 'yellow' : 'green',
      message: outcomeText(operation),
    });
  }, [ended, operation, leave, stopPolling, apollo, outcomeText]);

  const share = operation && operation.total > 0 ? (operation.processed / operation.total) * 100 : 0;
  const label = operation ? t(`work.${operation.kind}`) : t('work.title');
  return (
    // The button that made it go on is gone by then: whoever is at the keyboard is taken to what has come in its place.
    <div ref={card} tabIndex={-1} className={classes.card} data-stopped={stopped || undefined}>
      <Group justify="space-between" wrap="nowrap" gap="xs" mb={8}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <Group gap={4} wrap="nowrap">
          {operation && (
            <Text size="sm" c="dimmed" className="tabular">
              {t('work.progress', {
                processed: format.number(operation.processed),
                total: format.number(operation.total),
              })}
            </Text>
          )}
          <CloseButton size="sm" aria-label={stopped ? t('work.close') : t('work.hide')} onClick={leave} />
        </Group>
      </Group>
      {stopped ? (
        <StoppedOperation
          operation={operation}
          onResumed={() => card.current?.focus()}
          onRefused={() => void refetch().catch(() => {})}
        />
      ) : (
        <Progress value={share} aria-label={label} />
      )}
      {operation?.nextAttemptAt && !error && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('work.halted', { when: format.relative(goesOnAt(operation.nextAttemptAt), new Date()) })}
        </Text>
      )}
      {error && !stopped && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('work.unreachable')}
        </Text>
      )}
      <Text size="xs" mt={8}>
        <Link to={paths.bulkOperations(slug)} className={classes.all}>
          {t('work.all')}
        </Link>
      </Text>
    </div>
  );
}

/** It may be due and not have been taken up yet. */
function goesOnAt(nextAttemptAt: string): Date {
  return new Date(Math.max(Date.parse(nextAttemptAt), Date.now()));
}
