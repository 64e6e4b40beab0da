import { useFormat } from '@anteroom/ui';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkOperationKind } from '../../gql/graphql';
import { useReason } from '../../page/failure/use-reason';

export interface SkippedReason {
  code?: string | null;
  reason?: string | null;
  count: number;
}

/** Rows that were left out, one line for each reason, the most frequent first. */
export function groupSkipped(
  rows: readonly { code?: string | null; reason?: string | null }[],
): SkippedReason[] {
  const groups = new Map<string, SkippedReason>();
  for (const { code, reason } of rows) {
    const key = `${code}\n${reason}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { code: code ?? null, reason: reason ?? null, count: 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** What a bulk operation came to, as far as one is told. */
export interface Ended {
  kind: BulkOperationKind;
  done: number;
  skippedReasons: readonly SkippedReason[];
  /** Of one that failed. */
  failure?: { total: number; reasonCode?: string | null; reason?: string | null } | null;
}

/** "4 skipped. It came back.", in the reader's words. */
export function useSkippedText(): (skipped: SkippedReason) => string {
  const { t } = useTranslation('bulkOperations');
  const format = useFormat();
  const reasonText = useReason();
  return useCallback(
    ({ code, reason, count }) =>
      t('work.skipped', { count, shown: format.number(count), reason: reasonText({ code, reason }) }),
    [t, format, reasonText],
  );
}

/** "198 invitations are on their way.", or that it stopped and why, and what was skipped, in the reader's words. */
export function useOutcomeText(): (ended: Ended) => string {
  const { t } = useTranslation('bulkOperations');
  const format = useFormat();
  const reasonText = useReason();
  const skippedText = useSkippedText();
  return useCallback(
    ({ kind, done, skippedReasons, failure }) => {
      const shown = format.number(done);
      const outcome = failure
        ? [
            t('work.failed', { done: shown, total: format.number(failure.total) }),
            reasonText({ code: failure.reasonCode, reason: failure.reason }),
          ]
        : [t(`work.done.${kind}`, { count: done, shown })];
      return [...outcome, ...skippedReasons.map(skippedText)].join('\n');
    },
    [t, format, reasonText, skippedText],
  );
}
