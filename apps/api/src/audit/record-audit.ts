import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { AuditActorKind, AuditSubject } from './audit-entry.entity.js';

export interface AuditRecord {
  organizationId: string;
  /** Noun and past participle, e.g. client.created. */
  action: string;
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

/** Writes down who did what, in the caller's transaction: what is rolled back leaves no entry, and what is done always does. */
export async function recordAudit(ctx: RequestContext, records: readonly AuditRecord[]): Promise<void> {
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
    records.map((record) => [
      uuidv7(),
      record.organizationId,
      record.action,
      record.actorKind ?? actorKindOf(ctx, record),
      ctx.viewer?.userId ?? null,
      record.staffMemberId ?? null,
      record.onBehalfOf ?? null,
      ctx.http.address || null,
      record.subjectType ?? null,
      record.subjectId ?? null,
      record.reason?.slice(0, 500) ?? null,
      record.details ? JSON.stringify(record.details) : null,
    ]),
  );
}

function actorKindOf(ctx: RequestContext, { staffMemberId }: AuditRecord): AuditActorKind {
  if (ctx.apiKey) return 'KEY';
  if (staffMemberId) return 'STAFF';
  return ctx.viewer ? 'USER' : 'SYSTEM';
}
