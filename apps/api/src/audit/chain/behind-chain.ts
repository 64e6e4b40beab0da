import type { EntityManager } from 'typeorm';
import type { Problem } from './chain-check.js';

/** Sealing follows within seconds. */
const PATIENCE_SECONDS = 60;

/** What lies behind some id, so many at most. */
interface Stretch {
  organizationId: string;
  after: string;
  limit: number;
}

export interface Looked {
  count: number;
  /** Of the last one. */
  id: string;
  problems: Problem[];
}

/** Seals to come whose entries are gone. */
export async function lostBeforeTheirSeal(
  db: EntityManager,
  { organizationId, after, limit }: Stretch,
): Promise<Looked> {
  const rows = await db.query<{ id: string; there: string | null }[]>(
    `SELECT u.entry_id AS id, e.id AS there FROM audit_unsealed u
       LEFT JOIN audit_entries e ON e.id = u.entry_id AND e.organization_id = u.organization_id
      WHERE u.organization_id = ? AND u.entry_id > ? ORDER BY u.entry_id LIMIT ?`,
    [organizationId, after, limit],
  );
  const lost = rows.filter(({ there }) => there === null);
  return lookedAt(
    rows,
    after,
    lost.map(({ id }) => ({ kind: 'LOST', seq: null, entryId: id })),
  );
}

/** Entries without a seal. */
export async function outsideTheChain(
  db: EntityManager,
  { organizationId, after, limit }: Stretch,
): Promise<Looked> {
  const rows = await db.query<{ id: string; sealed: number | null; waiting: string | null; late: 0 | 1 }[]>(
    `SELECT e.id, s.seq AS sealed, u.entry_id AS waiting, e.at < NOW(3) - INTERVAL ${PATIENCE_SECONDS} SECOND AS late
       FROM audit_entries e FORCE INDEX (ix_audit_entries_organization)
       LEFT JOIN audit_seals s ON s.entry_id = e.id
       LEFT JOIN audit_unsealed u ON u.organization_id = e.organization_id AND u.entry_id = e.id
      WHERE e.organization_id = ? AND e.id > ? ORDER BY e.id LIMIT ?`,
    [organizationId, after, limit],
  );
  const unsealed = rows.filter(({ sealed, waiting, late }) => sealed === null && (late || waiting === null));
  return lookedAt(
    rows,
    after,
    unsealed.map(({ id, waiting }) => ({
      kind: waiting === null ? 'INSERTED' : 'UNSEALED',
      seq: null,
      entryId: id,
    })),
  );
}

function lookedAt(rows: readonly { id: string }[], after: string, problems: Problem[]): Looked {
  return { count: rows.length, id: rows.at(-1)?.id ?? after, problems };
}
