import type { RequestContext } from '../../context.js';
import { STORED_STATUSES } from '../client-status.js';
import { FEW_ON_SIDE, termsBegin } from './client-branches.js';
import { type ClientCriteria, clockSide, storedStatuses } from './client-filter.js';
import { type ClientOrder, leadsToRead } from './client-order.js';

/** About how many clients each condition of a list leaves, by the depth of the indexes; good to a factor of two or three. */
export interface Estimates {
  /** Whatever the words are. */
  all: number;
  /** Of all, the part of each status, in the order in which the statuses are stored. */
  shares: number[];
  /** Of all, by word; without those whom the order of names shows by itself. */
  words: Map<string, number>;
  /** Of all who have been invited, in whatever program: the part on the side of the clock that is meant, and whether they are few. */
  side: { share: number; few: boolean };
}

const KNOWN = 1_000;
const SIDES = ['INVITE_EXPIRED', 'INVITE_PENDING'] as const;

/** One EXPLAIN, which reads no rows: counting the matches of a common word would take longer than showing its page. */
export async function estimateMatches(
  ctx: Pick<RequestContext, 'db'>,
  criteria: ClientCriteria,
  order: ClientOrder,
): Promise<Estimates> {
  const { organizationId, words, programId, statuses } = criteria;
  const stored = statuses ? storedStatuses(statuses) : STORED_STATUSES;
  const ofStatus = (name: string) =>
    programId
      ? `enrolments ${name} FORCE INDEX (ix_enrolments_created) WHERE program_id = ? AND status = ?`
      : `clients ${name} FORCE INDEX (ix_clients_status_created) WHERE organization_id = ? AND status = ?`;
  const found = words.map((word, index) =>
    termsBegin(`w${index}`, criteria, word, leadsToRead(words, order)),
  );
  const sides = statuses && clockSide(statuses) ? SIDES : [];
  const plan = await ctx.db.query<{ table: string | null; rows: number | string | null }[]>(
    `EXPLAIN FORMAT=TRADITIONAL ${[
      ...stored.map((_, index) => `SELECT 1 FROM ${ofStatus(`s${index}`)}`),
      ...found.map(
        ({ sql }, index) => `SELECT 1 FROM client_search_terms w${index} FORCE INDEX (PRIMARY) WHERE ${sql}`,
      ),
      ...sides.map(
        (side) => `SELECT 1 FROM clients ${side} FORCE INDEX (ix_clients_status_expires)
                    WHERE organization_id = ? AND status = 'INVITE_PENDING' AND ${clockSide([side], side)}`,
      ),
    ].join(' UNION ALL ')}`,
    [
      ...stored.flatMap((status) => [programId ?? organizationId, status]),
      ...found.flatMap(({ params }) => params),
      ...sides.map(() => organizationId),
    ],
  );
  // InnoDB knows a short range, and takes twice what it reckons for a long one.
  const rowsOf = (name: string) => {
    const rows = Number(plan.find(({ table }) => table === name)?.rows ?? 0);
    return rows > KNOWN ? Math.max(KNOWN, rows / 2) : rows;
  };
  const meant = rowsOf(statuses?.includes('INVITE_EXPIRED') ? 'INVITE_EXPIRED' : 'INVITE_PENDING');
  const invited = sides.reduce((sum, side) => sum + rowsOf(side), 0);
  // Of more than half a table it takes half: in two parts that is nearer.
  const inParts = invited > 0 && !programId;
  const counts = stored.map((status, index) =>
    inParts && status === 'INVITE_PENDING' ? invited : rowsOf(`s${index}`),
  );
  const all = Math.max(
    counts.reduce((sum, count) => sum + count, 0),
    1,
  );
  return {
    all,
    shares: counts.map((count) => count / all),
    words: new Map(words.map((word, index) => [word, rowsOf(`w${index}`)])),
    side: { share: invited > 0 ? meant / invited : 1, few: meant <= FEW_ON_SIDE },
  };
}
