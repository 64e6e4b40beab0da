import type { EntityManager } from 'typeorm';
import type { Services } from '../../context.js';
import { inTransaction } from '../../database/transaction.js';
import type { SweepOptions } from '../../invitations/sweeps/expire-due.js';
import type { AuditHead, AuditSeal } from './audit-seal.entity.js';
import {
  beginningOf,
  checkSignature,
  ENTRY_COLUMNS,
  hashOf,
  type StoredEntry,
  signatureOf,
} from './chain.js';

export const SEAL_BATCH = 500;

type Sealing = Pick<Services, 'dataSource' | 'log' | 'config'>;

/** The chain must not go on from here: whoever wrote its end did not have our keys. */
class BrokenHead extends Error {}

/**
 * Gives every entry that waits its place in the chain of its organization. Several processes may seal at once: each takes
 * organizations that no other is at, and nobody who writes entries waits for any of it.
 * @returns how many entries were sealed
 */
export async function sealEntries(
  services: Sealing,
  { signal, afterBatch }: SweepOptions = {},
): Promise<number> {
  let sealed = 0;
  for (const organizationId of await organizationsWaiting(services))
    try {
      for (let count = SEAL_BATCH; count === SEAL_BATCH && !signal?.aborted; ) {
        count = await sealBatch(services, organizationId);
        sealed += count;
        await afterBatch?.();
      }
    } catch (error) {
      // The others go on.
      services.log.error({ err: error, organizationId }, 'audit entries could not be sealed');
    }
  return sealed;
}

async function organizationsWaiting({ dataSource }: Sealing): Promise<string[]> {
  const rows = await dataSource.query<{ organization_id: string }[]>(
    'SELECT DISTINCT organization_id FROM audit_unsealed',
  );
  return rows.map((row) => row.organization_id);
}

async function sealBatch(services: Sealing, organizationId: string): Promise<number> {
  const { dataSource } = services;
  const [known] = await dataSource.query<unknown[]>('SELECT 1 FROM audit_heads WHERE organization_id = ?', [
    organizationId,
  ]);
  if (!known)
    await dataSource.query('INSERT IGNORE INTO audit_heads (organization_id) VALUES (?)', [organizationId]);
  return inTransaction(services, async (manager) => {
    // The lock on the head is the claim: it ends with the transaction, or with the process.
    const [head] = await manager.query<AuditHead[]>(
      `SELECT organization_id AS organizationId, seq, hash, key_id AS keyId, signature
         FROM audit_heads WHERE organization_id = ? FOR UPDATE SKIP LOCKED`,
      [organizationId],
    );
    if (!head) return 0;
    return appendTo(manager, services, head);
  });
}

interface WaitingEntry extends StoredEntry {
  sealed: number | null;
  now: Date;
}

async function appendTo(manager: EntityManager, { config }: Sealing, head: AuditHead): Promise<number> {
  if (head.seq > 0 && checkSignature(config.tokenKeys, head) !== 'genuine')
    throw new BrokenHead(
      `the chain ends at seal ${head.seq}, which no key of TOKEN_KEYS has signed (it names ${head.keyId}); ` +
        'if that key was taken out, put it back behind the others',
    );
  const { organizationId } = head;
  const waiting = await manager.query<WaitingEntry[]>(
    `SELECT ${ENTRY_COLUMNS}, s.seq AS sealed, NOW(3) AS now
       FROM audit_unsealed u
       JOIN audit_entries e ON e.id = u.entry_id AND e.organization_id = u.organization_id
       LEFT JOIN audit_seals s ON s.entry_id = u.entry_id
      WHERE u.organization_id = ? ORDER BY u.entry_id LIMIT ${SEAL_BATCH}`,
    [organizationId],
  );
  if (waiting.length === 0) return 0;
  const seals = chain(
    config.tokenKeys,
    head,
    waiting.filter(({ sealed }) => sealed === null),
  );
  const last = seals.at(-1);
  if (last) {
    await manager.query(
      `INSERT INTO audit_seals
         (organization_id, seq, entry_id, previous_hash, hash, key_id, signature, sealed_at) VALUES ?`,
      [
        seals.map((seal) => [
          seal.organizationId,
          seal.seq,
          seal.entryId,
          seal.previousHash,
          seal.hash,
          seal.keyId,
          seal.signature,
          seal.sealedAt,
        ]),
      ],
    );
    await manager.query(
      'UPDATE audit_heads SET seq = ?, hash = ?, key_id = ?, signature = ? WHERE organization_id = ?',
      [last.seq, last.hash, last.keyId, last.signature, organizationId],
    );
  }
  await manager.query('DELETE FROM audit_unsealed WHERE organization_id = ? AND entry_id IN (?)', [
    organizationId,
    waiting.map(({ id }) => id),
  ]);
  return waiting.length;
}

function chain(keys: Services['config']['tokenKeys'], head: AuditHead, entries: WaitingEntry[]): AuditSeal[] {
  const [key] = keys;
  if (!key) throw new Error('the key ring is empty');
  const { organizationId } = head;
  let { seq, hash } = head.seq > 0 ? head : { seq: 0, hash: beginningOf(organizationId) };
  return entries.map((entry) => {
    seq += 1;
    const place = { organizationId, seq, previousHash: hash, keyId: key.id, sealedAt: entry.now };
    hash = hashOf(place, entry);
    return { ...place, entryId: entry.id, hash, signature: signatureOf(key, organizationId, seq, hash) };
  });
}
