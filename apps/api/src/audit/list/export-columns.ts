import type { AuditSeal } from '../chain/audit-seal.entity.js';
import type { StoredEntry } from '../chain/chain.js';

/** The columns of an export: what people read first, then what the chain is verified by. */
export const EXPORT_COLUMNS = [
  'seq',
  'at',
  'action',
  'actorKind',
  'actorName',
  'onBehalfOf',
  'subjectType',
  'subjectName',
  'reason',
  'details',
  'address',
  'id',
  'organizationId',
  'actorUserId',
  'actorStaffId',
  'subjectId',
  'sealedAt',
  'previousHash',
  'hash',
  'keyId',
  'signature',
] as const;

export type ExportedEntry = StoredEntry & {
  actorName: string | null;
  subjectName: string | null;
} & (
    | Omit<AuditSeal, 'organizationId' | 'entryId'>
    | { [key in keyof Omit<AuditSeal, 'organizationId' | 'entryId'>]: null }
  );

export function jsonLine(entry: ExportedEntry): string {
  return `${JSON.stringify(Object.fromEntries(EXPORT_COLUMNS.map((column) => [column, entry[column]])))}\n`;
}
