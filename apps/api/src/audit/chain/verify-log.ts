import type { EntityManager } from 'typeorm';
import type { AuditHead, AuditSeal } from './audit-seal.entity.js';
import { lostBeforeTheirSeal, outsideTheChain } from './behind-chain.js';
import { beginningOf, ENTRY_COLUMNS, type KeyRing, type StoredEntry } from './chain.js';
import { ChainCheck, type ChainRow, type Problem } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';
import { BEGINNING, type Place } from './place.js';

const BATCH = 1_000;

export interface LogToVerify {
  organizationId: string;
  keys: KeyRing;
  checkpoint?: Checkpoint | null;
  /** Where to begin; what is before it has been verified. */
  after?: Place;
  /** The most rows to look at in one go. */
  limit?: number;
}

export interface Verified {
  /** Up to here the log has been looked at. */
  place: Place;
  /** Where to go on; null when all of the chain and of the entries outside of it have been looked at. */
  next: Place | null;
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
  { checkpoint = null, after = BEGINNING, limit = Number.POSITIVE_INFINITY, ...log }: LogToVerify,
  report: (problem: Problem) => void,
): Promise<Verified> {
  let problemCount = 0;
  const tell = (problems: Problem[]) => {
    problemCount += problems.length;
    for (const problem of problems) report(problem);
  };
  const head = await readHead(db, log.organizationId);
  const walk: Walk = { db, ...log, checkpoint, head, left: limit, tell };
  const behind = after.stage === 'CHAIN' ? await alongTheChain(walk, after) : after;
  const { place, next } =
    behind.stage === 'CHAIN' ? { place: behind, next: behind } : await behindTheChain(walk, behind);
  return { place, next, head, problemCount };
}

interface Walk extends Pick<LogToVerify, 'organizationId' | 'keys'> {
  db: EntityManager;
  checkpoint: Checkpoint | null;
  head: AuditHead | null;
  /** How many rows may still be looked at. */
  left: number;
  tell(problems: Problem[]): void;
}

/** @returns a place in the next stage when the chain is at its end */
async function alongTheChain(walk: Walk, from: Place): Promise<Place> {
  const { db, organizationId, keys, checkpoint, head, tell } = walk;
  // What is sealed while we read is not missed: it lies behind the end as we saw it.
  const end = head?.seq ?? Number.POSITIVE_INFINITY;
  const chain = await chainAfter(db, { organizationId, keys, after: from.reached });
  let { reached } = from;
  for (let ended = false; !ended; ) {
    if (walk.left === 0) return { ...from, reached };
    const wanted = Math.min(BATCH, walk.left);
    const rows = (await readRows(db, organizationId, reached, wanted)).filter(({ seal }) => seal.seq <= end);
    tell(chain.check(rows));
    tell(atCheckpoint(rows, checkpoint));
    reached = rows.at(-1)?.seal.seq ?? reached;
    walk.left -= rows.length;
    ended = rows.length < wanted || reached === end;
  }
  tell(chain.finish());
  tell(await atTheEnd(db, { organizationId, head, reached, checkpoint }));
  return { ...from, stage: 'WAITING', reached };
}

async function behindTheChain(walk: Walk, from: Place): Promise<Pick<Verified, 'place' | 'next'>> {
  const { db, organizationId, tell } = walk;
  let place = from;
  while (walk.left > 0) {
    const wanted = Math.min(BATCH, walk.left);
    const searching = place.stage === 'ENTRIES';
    const look = searching ? outsideTheChain : lostBeforeTheirSeal;
    const { count, id, problems } = await look(db, { organizationId, after: place.id, limit: wanted });
    tell(problems);
    walk.left -= count;
    place = { ...place, id, searched: place.searched + (searching ? count : 0) };
    if (count === wanted) continue;
    if (searching) return { place, next: null };
    place = { ...place, stage: 'ENTRIES', id: '' };
  }
  return { place, next: place };
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
  }: Pick<Place, 'reached'> & Pick<Walk, 'organizationId' | 'head' | 'checkpoint'>,
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

/** The place of a chain that was found to be whole up to there. */
export async function checkpointAt(
  db: EntityManager,
  organizationId: string,
  reached: number,
): Promise<Checkpoint | null> {
  if (reached === 0) return { seq: 0, hash: beginningOf(organizationId) };
  const [seal] = await db.query<Checkpoint[]>(
    'SELECT seq, hash FROM audit_seals WHERE organization_id = ? AND seq = ?',
    [organizationId, reached],
  );
  return seal ?? null;
}
