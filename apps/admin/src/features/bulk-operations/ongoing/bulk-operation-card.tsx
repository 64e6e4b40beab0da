import { useFormat } from '@anteroom/ui';
import { CloseButton, Group, Progress, Text } from '@mantine/core';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../../paths';
import { useOrganization } from '../../organizations/viewer';
import { OperationProgress } from '../operation-progress';
import { useHaltedText } from '../use-halted-text';
import classes from './ongoing-work.module.css';
import { StoppedOperation } from './stopped-operation';
import { useFocusBack } from './use-focus-back';
import { useOngoingOperation } from './use-ongoing-operation';

interface BulkOperationCardProps {
  operationId: string;
  onEnd: (operationId: string) => void;
}

export function BulkOperationCard({ operationId, onEnd }: BulkOperationCardProps) {
  const { t } = useTranslation('bulkOperations');
  const format = useFormat();
  const haltedText = useHaltedText();
  const { slug } = useOrganization();
  const card = useRef<HTMLDivElement>(null);
  const giveBack = useFocusBack(card);
  const leave = useCallback(() => {
    giveBack();
    onEnd(operationId);
  }, [giveBack, onEnd, operationId]);
  const { operation, unreachable, lookAgain } = useOngoingOperation(operationId, leave);
  const stopped = operation?.state === 'FAILED';
  return (
    // The button that made it go on is gone by then: whoever is at the keyboard is taken to what has come in its place.
    <div ref={card} tabIndex={-1} className={classes.card} data-stopped={stopped || undefined}>
      <Group justify="space-between" wrap="nowrap" gap="xs" mb={8}>
        <Text size="sm" fw={600}>
          {operation ? t(`work.${operation.kind}`) : t('work.title')}
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
      {!operation && <Progress value={0} aria-label={t('work.title')} />}
      {operation && !stopped && <OperationProgress operation={operation} />}
      {stopped && (
        <StoppedOperation
          operation={operation}
          onResumed={() => card.current?.focus()}
          onRefused={lookAgain}
        />
      )}
      {operation?.nextAttemptAt && !unreachable && <Note>{haltedText(operation.nextAttemptAt)}</Note>}
      {unreachable && !stopped && <Note>{t('work.unreachable')}</Note>}
      <Text size="xs" mt={8}>
        <Link to={paths.bulkOperations(slug)} className={classes.all}>
          {t('work.all')}
        </Link>
      </Text>
    </div>
  );
}

function Note({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed" mt={6}>
      {children}
    </Text>
  );
}
