import { tooManyRequests } from '../../auth/throttle.js';
import type { RequestContext } from '../../context.js';
import { CSV_BEGINNING, csvLines } from '../../exports/csv.js';
import type { Staff } from '../../staff/authorize.js';
import { AuditEntry } from '../audit-entry.entity.js';
import { actorName, subjectName } from '../audit-loaders.js';
import { ENTRY_COLUMNS } from '../chain/chain.js';
import { shapeOf } from '../note-read.js';
import { recordAudit } from '../record-audit.js';
import { EXPORT_COLUMNS, type ExportedEntry, jsonLine } from './export-columns.js';
import { type AuditFilter, auditReader, entryConditions, subjectsMeant } from './list-audit-entries.js';

const BATCH = 500;

interface AuditExport {
  organizationId: string;
  format: 'csv' | 'jsonl';
  filter: AuditFilter;
}

/**
 * The log as text, in the order of the chain, in pieces: as long as it may be, only one batch is in memory. What waits for its
 * seal comes last, without a place. That it was taken out is in the log before the first piece.
 */
export async function exportAudit(
  ctx: RequestContext,
  { organizationId, format, filter }: AuditExport,
): Promise<AsyncGenerator<string>> {
  const staff = await auditReader(ctx, organizationId);
  const wait = ctx.services.limits.exports.take(staff.id);
  if (wait > 0) throw tooManyRequests(wait);
  await ctx.transaction((tx) =>
    recordAudit(tx, [
      {
        organizationId,
        action: 'audit.exported',
        staffMemberId: staff.id,
        subjectType: 'ORGANIZATION',
        subjectId: organizationId,
        details: { format, filter: shapeOf(filter) },
      },
    ]),
  );
  return write(ctx, staff, format, filter);
}

async function* write(
  ctx: RequestContext,
  staff: Staff,
  format: AuditExport['format'],
  filter: AuditFilter,
): AsyncGenerator<string> {
  if (format === 'csv') yield CSV_BEGINNING + csvLines([EXPORT_COLUMNS]);
  for await (const rows of batches(ctx, staff.organizationId, filter)) {
    const named = await Promise.all(
      rows.map(async (row) => ({
        ...row,
        actorName: await actorName(ctx, Object.assign(new AuditEntry(), row)),
        subjectName: await subjectName(ctx, Object.assign(new AuditEntry(), row)),
      })),
    );
    yield format === 'csv'
      ? csvLines(named.map((entry) => EXPORT_COLUMNS.map((column) => entry[column])))
      : named.map(jsonLine).join('');
    // A name that is known stays in memory otherwise, and there may be a million of them.
    ctx.loaders.auditName.clearAll();
  }
}

type Row = Omit<ExportedEntry, 'actorName' | 'subjectName'> & ExportedEntry;

async function* batches(
  ctx: RequestContext,
  organizationId: string,
  filter: AuditFilter,
): AsyncGenerator<Row[]> {
  const { db } = ctx;
  const conditions = entryConditions(filter, await subjectsMeant(ctx, organizationId, filter.subjectId));
  if (!conditions) return;
  const where = conditions.map(({ sql }) => ` AND ${sql}`).join('');
  const params = conditions.flatMap((condition) => condition.params);
  const columns = `${ENTRY_COLUMNS}, s.seq, s.sealed_at AS sealedAt, s.previous_hash AS previousHash, s.hash,
    s.key_id AS keyId, s.signature`;
  for (let after = 0; ; ) {
    const rows = await db.query<Row[]>(
      `SELECT ${columns} FROM audit_seals s STRAIGHT_JOIN audit_entries e ON e.id = s.entry_id
        WHERE s.organization_id = ? AND s.seq > ?${where} ORDER BY s.seq LIMIT ${BATCH}`,
      [organizationId, after, ...params],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
    after = rows.at(-1)?.seq ?? 0;
  }
  for (let after = ''; ; ) {
    const rows = await db.query<Row[]>(
      `SELECT ${columns} FROM audit_unsealed u STRAIGHT_JOIN audit_entries e ON e.id = u.entry_id
         LEFT JOIN audit_seals s ON s.entry_id = u.entry_id
        WHERE u.organization_id = ? AND u.entry_id > ? AND s.seq IS NULL${where} ORDER BY u.entry_id LIMIT ${BATCH}`,
      [organizationId, after, ...params],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.id ?? '';
  }
}
