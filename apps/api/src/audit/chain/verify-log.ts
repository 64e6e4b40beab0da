import type { EntityManager } from 'typeorm';
import type { AuditHead, AuditSeal } from './audit-seal.entity.js';
import { beginningOf, ENTRY_COLUMNS, type KeyRing, type StoredEntry } from './chain.js';
import { ChainCheck, type ChainRow, type Problem } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';

const BATCH = 1_000;
/** Sealing follows within seconds. */
const PATIENCE_SECONDS = 60;

export interface LogToVerify {
  organizationId: string;
  keys: KeyRing;
  checkpoint?: Checkpoint | null;
  /** The seal after which to begin; what is before it has been verified. */
  after?: number;
  /** The most seals to look at in one go. */
  limit?: number;
}

export interface Verified {
  /** Seals up to this one have been looked at. */
  reached: number;
  /** Whether that is all of the chain, and the entries outside of it have been looked at too. */
  complete: boolean;
  /** The end of the chain when it was read; null for an empty one. */
  head: AuditHead | null;
  problemCount: number;
}

/**
 * Holds an organization's log against its chain, and gives every problem to `report` as it is found. Reads in batches, so that
 * millions of entries need no more memory than a thousand.
 */
export async function verifyLog(
  db: EntityManager,
  { organizationId, keys, checkpoint = null, after = 0, limit = Number.POSITIVE_INFINITY }: LogToVerify,
  report: (problem: Problem) => void,
): Promise<Verified> {
  let problemCount = 0;
  const tell = (problems: Problem[]) => {
    problemCount += problems.length;
    for (const problem of problems) report(problem);
  };
  const head = await readHead(db, organizationId);
  // What is sealed while we read is not missed: it lies behind the end as we saw it.
  const end = head?.seq ?? Number.POSITIVE_INFINITY;
  const chain = await chainAfter(db, { organizationId, keys, after });
  let reached = after;
  while (reached - after < limit) {
    const wanted = Math.min(BATCH, limit - (reached - after));
    const rows = (await readRows(db, organizationId, reached, wanted)).filter(({ seal }) => seal.seq <= end);
    tell(chain.check(rows));
    tell(atCheckpoint(rows, checkpoint));
    reached = rows.at(-1)?.seal.seq ?? reached;
    if (rows.length < wanted) {
      tell(chain.finish());
      tell(await atTheEnd(db, { organizationId, head, reached, checkpoint }));
      for await (const problems of lostBeforeTheirSeal(db, organizationId)) tell(problems);
      for await (const problems of outsideTheChain(db, organizationId)) tell(problems);
      return { reached, complete: true, head, problemCount };
    }
  }
  return { reached, complete: false, head, problemCount };
}

/** Null where nothing was ever sealed, and where the row was deleted. */
async function readHead(db: EntityManager, organizationId: string): Promise<AuditHead | null> {
  const read = async () =>
    db.query<AuditHead[]>(
      `SELECT organization_id AS organizationId, seq, hash, key_id AS keyId, signature
         FROM audit_heads WHERE organization_id = ? AND seq > 0`,
      [organizationId],
    );
  const [head] = await read();
  if (head) return head;
  // The very first seal may have been made in between.
  const [seal] = await db.query<unknown[]>('SELECT 1 FROM audit_seals WHERE organization_id = ? LIMIT 1', [
    organizationId,
  ]);
  return seal ? ((await read())[0] ?? null) : null;
}

const SEAL_COLUMNS = `s.organization_id AS sealOrganizationId, s.seq, s.entry_id AS entryId, s.previous_hash AS previousHash,
  s.hash, s.key_id AS keyId, s.signature, s.sealed_at AS sealedAt`;

type Row = StoredEntry & Omit<AuditSeal, 'organizationId'> & { sealOrganizationId: string };

async function readRows(
  db: EntityManager,
  organizationId: string,
  after: number,
  limit: number,
): Promise<ChainRow[]> {
  const rows = await db.query<Row[]>(
    `SELECT ${SEAL_COLUMNS}, ${ENTRY_COLUMNS} FROM audit_seals s LEFT JOIN audit_entries e ON e.id = s.entry_id
      WHERE s.organization_id = ? AND s.seq > ? ORDER BY s.seq LIMIT ?`,
    [organizationId, after, limit],
  );
  return rows.map((row) => ({
    seal: { ...row, organizationId: row.sealOrganizationId },
    entry: row.id === null ? null : row,
  }));
}

async function chainAfter(
  db: EntityManager,
  { organizationId, keys, after }: { organizationId: string; keys: KeyRing; after: number },
): Promise<ChainCheck> {
  if (after === 0) return ChainCheck.fromBeginning(keys, organizationId);
  const [seal] = await db.query<{ hash: string }[]>(
    'SELECT hash FROM audit_seals WHERE organization_id = ? AND seq = ?',
    [organizationId, after],
  );
  return new ChainCheck(keys, { seq: after, hash: seal?.hash ?? '' });
}

function atCheckpoint(rows: readonly ChainRow[], checkpoint: Checkpoint | null): Problem[] {
  return rows
    .filter(({ seal }) => seal.seq === checkpoint?.seq && seal.hash !== checkpoint.hash)
    .map(({ seal }) => ({ kind: 'REPLACED', seq: seal.seq, entryId: seal.entryId }));
}

/** The chain must end where its head says, and not before the checkpoint. */
async function atTheEnd(
  db: EntityManager,
  {
    organizationId,
    head,
    reached,
    checkpoint,
  }: Pick<Verified, 'head' | 'reached'> & { organizationId: string; checkpoint: Checkpoint | null },
): Promise<Problem[]> {
  const end = Math.max(head?.seq ?? 0, checkpoint?.seq ?? 0);
  if (reached < end) return [{ kind: 'CUT_OFF', seq: reached + 1, entryId: null, otherSeq: end }];
  if (reached === 0) return [];
  const [same] = await db.query<unknown[]>(
    `SELECT 1 FROM audit_seals
      WHERE organization_id = ? AND seq = ? AND hash = ? AND key_id = ? AND signature = ?`,
    [organizationId, reached, head?.hash ?? '', head?.keyId ?? '', head?.signature ?? ''],
  );
  return same ? [] : [{ kind: 'END_CHANGED', seq: reached, entryId: null }];
}

/** Seals to come whose entries are gone. */
async function* lostBeforeTheirSeal(db: EntityManager, organizationId: string): AsyncGenerator<Problem[]> {
  for (let after = ''; ; ) {
    const rows = await db.query<{ id: string }[]>(
      `SELECT u.entry_id AS id FROM audit_unsealed u
         LEFT JOIN audit_entries e ON e.id = u.entry_id AND e.organization_id = u.organization_id
        WHERE u.organization_id = ? AND u.entry_id > ? AND e.id IS NULL ORDER BY u.entry_id LIMIT ${BATCH}`,
      [organizationId, after],
    );
    yield rows.map(({ id }) => ({ kind: 'LOST', seq: null, entryId: id }));
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.id ?? '';
  }
}

/** Entries without a seal. */
async function* outsideTheChain(db: EntityManager, organizationId: string): AsyncGenerator<Problem[]> {
  for (let after = ''; ; ) {
    const rows = await db.query<{ id: string; sealed: number | null; waiting: string | null; late: 0 | 1 }[]>(
      `SELECT e.id, s.seq AS sealed, u.entry_id AS waiting, e.at < NOW(3) - INTERVAL ${PATIENCE_SECONDS} SECOND AS late
         FROM audit_entries e FORCE INDEX (ix_audit_entries_organization)
         LEFT JOIN audit_seals s ON s.entry_id = e.id
         LEFT JOIN audit_unsealed u ON u.organization_id = e.organization_id AND u.entry_id = e.id
        WHERE e.organization_id = ? AND e.id > ? ORDER BY e.id LIMIT ${BATCH}`,
      [organizationId, after],
    );
    yield rows
      .filter(({ sealed, waiting, late }) => sealed === null && (late || waiting === null))
      .map(({ id, waiting }) => ({
        kind: waiting === null ? 'INSERTED' : 'UNSEALED',
        seq: null,
        entryId: id,
      }));
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.id ?? '';
  }
}

/** The checkpoint of a chain that was found to be whole. */
export function checkpointOf(head: AuditHead | null, organizationId: string): Checkpoint {
  return head ?? { seq: 0, hash: beginningOf(organizationId) };
}
