import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config.js';
import type { AuditEntry } from '../audit-entry.entity.js';
import type { AuditSeal } from './audit-seal.entity.js';

/** Named in every hash, so that another serialisation may follow one day without being taken for this one. */
const VERSION = 'anteroom-audit-1';

export type KeyRing = Config['tokenKeys'];

/** What is stored of an entry: all of it is hashed. */
export type StoredEntry = Pick<
  AuditEntry,
  | 'id'
  | 'organizationId'
  | 'action'
  | 'actorKind'
  | 'actorUserId'
  | 'actorStaffId'
  | 'onBehalfOf'
  | 'address'
  | 'subjectType'
  | 'subjectId'
  | 'reason'
  | 'details'
  | 'at'
>;

type SealedPlace = Pick<AuditSeal, 'organizationId' | 'seq' | 'previousHash' | 'keyId' | 'sealedAt'>;

/** What the first seal of an organization follows. */
export function beginningOf(organizationId: string): string {
  return sha256(JSON.stringify([VERSION, organizationId]));
}

/**
 * SHA-256, in hex, over the UTF-8 of one JSON array without white space: the version; the seal's organization, seq, previous
 * hash, key id and moment; then every column of the entry in the order in which the table has them. Moments are ISO 8601 in
 * UTC with milliseconds, what is absent is null. An array in JSON can be read in one way only, so no two records share it.
 */
export function hashOf(place: SealedPlace, entry: StoredEntry): string {
  return sha256(
    JSON.stringify([
      VERSION,
      place.organizationId,
      place.seq,
      place.previousHash,
      place.keyId,
      place.sealedAt.toISOString(),
      entry.id,
      entry.organizationId,
      entry.action,
      entry.actorKind,
      entry.actorUserId,
      entry.actorStaffId,
      entry.onBehalfOf,
      entry.address,
      entry.subjectType,
      entry.subjectId,
      entry.reason,
      entry.details,
      entry.at.toISOString(),
    ]),
  );
}

/** A chain of bare hashes could be written anew by whoever can write the tables; for this they would need the key as well. */
export function signatureOf(key: KeyRing[number], organizationId: string, seq: number, hash: string): string {
  const auditKey = createHmac('sha256', key.value).update('audit seals').digest();
  return createHmac('sha256', auditKey)
    .update(JSON.stringify([VERSION, organizationId, seq, hash]))
    .digest('hex');
}

/** 'unknown' when the ring no longer has the key: then only a later seal can vouch for this one. */
export function checkSignature(
  keys: KeyRing,
  seal: Pick<AuditSeal, 'organizationId' | 'seq' | 'hash' | 'keyId' | 'signature'>,
): 'genuine' | 'forged' | 'unknown' {
  const key = keys.find(({ id }) => id === seal.keyId);
  if (!key) return 'unknown';
  const expected = Buffer.from(signatureOf(key, seal.organizationId, seal.seq, seal.hash));
  const given = Buffer.from(seal.signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? 'genuine' : 'forged';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SQL: the columns of entry `e`. */
export const ENTRY_COLUMNS = `e.id, e.organization_id AS organizationId, e.action, e.actor_kind AS actorKind,
  e.actor_user_id AS actorUserId, e.actor_staff_id AS actorStaffId, e.on_behalf_of AS onBehalfOf, e.address,
  e.subject_type AS subjectType, e.subject_id AS subjectId, e.reason, e.details, e.at`;
