import { RelativeTime, useFormat } from '@anteroom/ui';
import { Table } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHourglass, IconPlayerPlay } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkOperationRowFragment } from '../../gql/graphql';
import { useReason } from '../../page/failure/use-reason';
import { ListRow } from '../../page/list/list-row';
import { usePhone } from '../../page/list/use-phone';
import { StatusBadge, type StatusLook } from '../../page/status-badge';
import classes from './bulk-operation-table.module.css';
import { GoOn } from './go-on';
import { OperationProgress } from './operation-progress';
import { useSkippedText } from './outcome';
import { useHaltedText } from './use-halted-text';

const looks = {
  RUNNING: { icon: IconPlayerPlay, tone: 'grey' },
  WAITING: { icon: IconHourglass, tone: 'amber' },
  DONE: { icon: IconCircleCheck, tone: 'green' },
  FAILED: { icon: IconAlertTriangle, tone: 'red' },
} as const satisfies Record<string, StatusLook>;

interface BulkOperationRowProps {
  operation: BulkOperationRowFragment;
  onResumed: () => void;
  onRefused: () => void;
}

export function BulkOperationRow({ operation, onResumed, onRefused }: BulkOperationRowProps) {
  const { t } = useTranslation('bulkOperations');
  const phone = usePhone();
  const outcome = useRef<HTMLTableCellElement>(null);
  const what = (
    <>
      <span className={classes.name}>{t(`work.${operation.kind}`)}</span>
      {operation.programName && (
        <span className={classes.quiet}>{t('program', { name: operation.programName })}</span>
      )}
    </>
  );
  return (
    <ListRow style={{ verticalAlign: 'top' }}>
      {!phone && (
        <>
          <Table.Td>{what}</Table.Td>
          <Table.Td>
            <Begun operation={operation} />
          </Table.Td>
        </>
      )}
      {/* The button that made it go on is gone by then: whoever is at the keyboard stays where it was. */}
      <Table.Td ref={outcome} tabIndex={-1} className={classes.outcome}>
        {phone && (
          <div className={classes.head}>
            {what}
            <Begun operation={operation} />
          </div>
        )}
        <Outcome operation={operation} />
        {operation.state === 'FAILED' && (
          <GoOn
            operation={operation}
            onResumed={() => {
              outcome.current?.focus();
              onResumed();
            }}
            onRefused={onRefused}
          />
        )}
      </Table.Td>
    </ListRow>
  );
}

function Begun({ operation: { begunBy, resumedBy, createdAt } }: { operation: BulkOperationRowFragment }) {
  const { t } = useTranslation('bulkOperations');
  const { locale } = useFormat();
  return (
    <>
      <span className={classes.who}>{begunBy}</span>
      <span className={classes.quiet}>
        <RelativeTime at={createdAt} />
      </span>
      {resumedBy.length > 0 && (
        <span className={classes.quiet}>
          {t('resumedBy', { names: new Intl.ListFormat(locale).format(resumedBy) })}
        </span>
      )}
    </>
  );
}

/** How far it came, why it waits or stopped, and why some were passed over. */
function Outcome({ operation }: { operation: BulkOperationRowFragment }) {
  const { t } = useTranslation('bulkOperations');
  const format = useFormat();
  const reasonText = useReason();
  const haltedText = useHaltedText();
  const skippedText = useSkippedText();
  const { state, done, total, skippedReasons, nextAttemptAt, reasonCode, reason, finishedAt } = operation;
  const standing = state === 'RUNNING' && nextAttemptAt ? 'WAITING' : state;
  return (
    <>
      <div className={classes.standing}>
        <StatusBadge look={looks[standing]} word={t(`state.${standing}`)} />
        <span className="tabular">
          {t('doneOf', { done: format.number(done), total: format.number(total) })}
        </span>
        {finishedAt && (
          <span className={classes.quiet}>
            <RelativeTime at={finishedAt} />
          </span>
        )}
      </div>
      {state === 'RUNNING' && <OperationProgress operation={operation} mt={6} maw={320} />}
      {state === 'RUNNING' && nextAttemptAt && (
        <span className={classes.line}>{haltedText(nextAttemptAt)}</span>
      )}
      {state === 'FAILED' && <span className={classes.line}>{reasonText({ code: reasonCode, reason })}</span>}
      {skippedReasons.length > 0 && (
        <ul className={classes.skipped}>
          {skippedReasons.map((skipped) => (
            <li key={skipped.code}>{skippedText(skipped)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
