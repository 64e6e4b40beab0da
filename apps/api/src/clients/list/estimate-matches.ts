import type { RequestContext } from '../../context.js';
import { STORED_STATUSES } from '../client-status.js';
import { termParams } from './client-branches.js';
import { type ClientCriteria, storedStatuses } from './client-filter.js';

/** About how many clients each condition of a list leaves, by the depth of the indexes; good to a factor of two or three. */
export interface Estimates {
  /** Whatever the words are. */
  all: number;
  /** Of them, in the order of the criteria's words. */
  words: number[];
}

const KNOWN = 1_000;

/** One EXPLAIN, which reads no rows: counting the matches of a common word would take longer than showing its page. */
export async function estimateMatches(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
): Promise<Estimates> {
  const { organizationId, words, programId, statuses } = criteria;
  const stored = statuses ? storedStatuses(statuses) : STORED_STATUSES;
  const parts = [
    programId
      ? 'SELECT 1 FROM enrolments everybody FORCE INDEX (ix_enrolments_created) WHERE program_id = ? AND status IN (?)'
      : 'SELECT 1 FROM clients everybody FORCE INDEX (ix_clients_status_created) WHERE organization_id = ? AND status IN (?)',
    ...words.map(
      (_, index) =>
        `SELECT 1 FROM client_search_terms w${index} FORCE INDEX (PRIMARY) WHERE scope_id = ? AND status IN (?) AND term LIKE ?`,
    ),
  ];
  const plan = await ctx.db.query<{ table: string | null; rows: number | string | null }[]>(
    `EXPLAIN FORMAT=TRADITIONAL ${parts.join(' UNION ALL ')}`,
    [programId ?? organizationId, stored, ...words.flatMap((word) => termParams(criteria, word))],
  );
  // InnoDB knows a short range, and guesses high for a long one: a factor measured with a million clients.
  const rowsOf = (name: string, factor: number) => {
    const rows = Number(plan.find(({ table }) => table === name)?.rows ?? 0);
    return rows > KNOWN ? Math.max(KNOWN, rows * factor) : rows;
  };
  return {
    all: Math.max(rowsOf('everybody', 1), 1),
    words: words.map((_, index) => rowsOf(`w${index}`, 0.4)),
  };
}
