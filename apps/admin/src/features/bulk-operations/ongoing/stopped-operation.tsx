import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { BulkProgressFragment } from '../../../gql/graphql';
import { GoOn } from '../go-on';
import { useOutcomeText } from '../outcome';
import classes from './ongoing-work.module.css';

interface StoppedOperationProps {
  operation: BulkProgressFragment;
  onResumed: () => void;
  onRefused: () => void;
}

/** What became of a bulk operation that failed, and the way on. */
export function StoppedOperation({ operation, onResumed, onRefused }: StoppedOperationProps) {
  const outcomeText = useOutcomeText();
  return (
    <>
      <Text size="sm" role="alert" className={classes.stopped ?? ''}>
        <IconAlertTriangle size={16} aria-hidden="true" className={classes.warning ?? ''} />
        {outcomeText({ ...operation, failure: operation })}
      </Text>
      <GoOn operation={operation} onResumed={onResumed} onRefused={onRefused} />
    </>
  );
}
