import { useFormat } from '@anteroom/ui';
import { useMutation } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkProgressFragment } from '../../gql/graphql';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { useRefused } from '../../page/failure/use-refused';
import { resumeBulkOperationMutation } from './bulk-progress.graphql';

interface GoOnProps {
  /** One that stopped. */
  operation: BulkProgressFragment;
  onResumed: () => void;
  /** How it stands may be other than what is shown. */
  onRefused: () => void;
}

/** The way on for a bulk operation that stopped, with what it goes on with, or why not. */
export function GoOn({ operation, onResumed, onRefused }: GoOnProps) {
  const { t } = useTranslation('bulkOperations');
  const format = useFormat();
  const reasonText = useReason();
  const refused = useRefused();
  const failed = useMutationFailure();
  const [resume, { loading }] = useMutation(resumeBulkOperationMutation);
  const whatFor = useId();
  const { canResume } = operation;
  const left = Math.max(0, operation.total - operation.processed);

  const goOn = async () => {
    try {
      const { data } = await resume({ variables: { input: { id: operation.id } } });
      const refusal = data?.resumeBulkOperation.errors[0];
      if (data && !refusal) return onResumed();
      if (refusal) refused(refusal);
    } catch (error) {
      failed(error);
    }
    onRefused();
  };

  return (
    <>
      <Text size="xs" c="dimmed" mt={6} id={whatFor}>
        {canResume.allowed
          ? t('work.goesOnWith', { count: left, shown: format.number(left) })
          : reasonText(canResume)}
      </Text>
      <Button
        size="xs"
        mt={8}
        leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
        loading={loading}
        aria-describedby={whatFor}
        // Still reached by key, since a button that is skipped cannot tell its reason.
        {...(canResume.allowed
          ? { onClick: () => void goOn() }
          : { 'aria-disabled': true, 'data-disabled': true })}
      >
        {t('work.goOn')}
      </Button>
    </>
  );
}
