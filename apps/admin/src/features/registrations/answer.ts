import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { useReason } from '../../page/failure/use-reason';
import { groupSkipped } from '../bulk-operations/outcome';

export type Answer = 'approve' | 'decline';

/** What a dialog needs to know that gives an answer. */
export interface AnswerDialogProps {
  registrations: readonly RegistrationRowFragment[];
  onClose: () => void;
  onAnswered: () => void;
}

interface AnsweredRow {
  done: boolean;
  code?: string | null;
  reason?: string | null;
}

/** Tells what became of the requests that were answered, and why of the others nothing did. */
export function useAnswerOutcome(): (answer: Answer, rows: readonly AnsweredRow[]) => void {
  const { t } = useTranslation('registrations');
  const reasonText = useReason();
  return (answer, rows) => {
    const done = rows.filter((row) => row.done).length;
    const skipped = groupSkipped(rows.filter((row) => !row.done)).map(({ code, reason, count }) =>
      t('skipped', { count, reason: reasonText({ code, reason }) }),
    );
    notifications.show({
      color: skipped.length > 0 ? 'yellow' : 'green',
      message: [...(done > 0 ? [t(`${answer}.done`, { count: done })] : []), ...skipped].join('\n'),
      style: { whiteSpace: 'pre-line' },
      autoClose: skipped.length > 0 ? 12_000 : 6_000,
    });
  };
}
