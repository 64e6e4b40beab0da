import { uuidv7 } from 'uuidv7';
import type { RequestContext, Services } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { AuditAction } from './actions.js';
import type { AuditActorKind, AuditSubject } from './audit-entry.entity.js';

export interface AuditRecord {
  organizationId: string;
  action: AuditAction;
  /** The staff member who acts; left out for a recipient, a client and the system. */
  staffMemberId?: string | null;
  /** For a holder of a mailed link, who need not be signed in. */
  actorKind?: AuditActorKind;
  onBehalfOf?: string | null;
  subjectType?: AuditSubject;
  subjectId?: string | null;
  reason?: string | null;
  /** Ids and codes only: no names, no addresses, no texts. */
  details?: Record<string, unknown>;
}

/** Who asks, and in which transaction. */
interface AuditContext
  extends Pick<RequestContext, 'db' | 'viewer' | 'apiKey' | 'http' | 'afterCommit' | 'noteAudited'> {
  readonly services: Pick<Services, 'wake'>;
}

/**
 * Writes down who did what, in the caller's transaction: what is rolled back leaves no entry, and what is done always does.
 * Two statements, however many entries; they are sealed by a job, so that nobody waits for the end of a chain.
 */
export async function recordAudit(ctx: AuditContext, records: readonly AuditRecord[]): Promise<void> {
  ctx.noteAudited();
  if (records.length === 0) return;
  const entries = records.map((record) => ({ id: uuidv7(), record }));
  await insertRows(
    ctx,
    'audit_entries',
    [
      'id',
      'organization_id',
      'action',
      'actor_kind',
      'actor_user_id',
      'actor_staff_id',
      'on_behalf_of',
      'address',
      'subject_type',
      'subject_id',
      'reason',
      'details',
    ],
    entries.map(({ id, record }) => [
      id,
      record.organizationId,
      record.action,
      record.actorKind ?? actorKindOf(ctx, record),
      ctx.viewer?.userId ?? null,
      record.staffMemberId ?? null,
      record.onBehalfOf ?? null,
      ctx.http.address || null,
      record.subjectType ?? null,
      record.subjectId ?? null,
      record.reason?.slice(0, 500) || null,
      record.details ? JSON.stringify(record.details) : null,
    ]),
  );
  await insertRows(
    ctx,
    'audit_unsealed',
    ['organization_id', 'entry_id'],
    entries.map(({ id, record }) => [record.organizationId, id]),
  );
  ctx.afterCommit(() => ctx.services.wake.audit());
}

function actorKindOf(ctx: AuditContext, { staffMemberId }: AuditRecord): AuditActorKind {
  if (ctx.apiKey) return 'KEY';
  if (staffMemberId) return 'STAFF';
  return ctx.viewer ? 'USER' : 'SYSTEM';
}
