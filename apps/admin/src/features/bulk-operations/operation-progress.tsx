import { Progress, type ProgressProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BulkProgressFragment } from '../../gql/graphql';

interface OperationProgressProps extends Omit<ProgressProps, 'value'> {
  operation: Pick<BulkProgressFragment, 'kind' | 'processed' | 'total'>;
}

export function OperationProgress({ operation, ...look }: OperationProgressProps) {
  const { t } = useTranslation('bulkOperations');
  const { kind, processed, total } = operation;
  return (
    <Progress value={total > 0 ? (processed / total) * 100 : 0} aria-label={t(`work.${kind}`)} {...look} />
  );
}
