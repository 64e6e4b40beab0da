/** A bulk operation that stopped halfway, as the API tells of it. */
export const stoppedOperation = {
  __typename: 'BulkOperation' as const,
  id: 'a',
  kind: 'REMIND' as 'REMIND' | 'ADD_TO_PROGRAM',
  state: 'FAILED' as 'FAILED' | 'RUNNING' | 'DONE',
  total: 3000,
  processed: 1204,
  done: 1200,
  skipped: 4,
  skippedReasons: [
    { __typename: 'SkippedReason' as const, code: 'BOUNCED', reason: 'It came back.', count: 4 },
  ],
  nextAttemptAt: null as string | null,
  reasonCode: 'WENT_WRONG' as string | null,
  reason: 'It went wrong on our side.' as string | null,
  canResume: {
    __typename: 'Possibility' as const,
    allowed: true,
    code: null as string | null,
    reason: null as string | null,
  },
  createdAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T10:20:00.000Z' as string | null,
  begunBy: 'Bram Visser',
  resumedBy: [] as string[],
  programName: null as string | null,
};
export type Operation = typeof stoppedOperation;

/** The same, made to go on. */
export const runningOperation: Operation = {
  ...stoppedOperation,
  state: 'RUNNING',
  reasonCode: null,
  reason: null,
  finishedAt: null,
};
