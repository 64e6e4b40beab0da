import type { RequestContext } from '../../context.js';
import { badInput } from '../../errors.js';
import { AuditVerification } from '../audit.types.js';
import { auditReader } from '../list/list-audit-entries.js';
import { recordAudit } from '../record-audit.js';
import type { Problem } from './chain-check.js';
import { writeCheckpoint } from './checkpoint.js';
import { BEGINNING, readPlace, writePlace } from './place.js';
import { AUDIT_PROBLEMS } from './problems.js';
import { checkpointAt, verifyLog } from './verify-log.js';

/** One answer's worth: a second or so. */
const PART = 10_000;
const SHOWN = 100;

/** Verifies the log in parts, each after the one before, so that no request is a long one. */
export async function verifyForReader(
  ctx: RequestContext,
  organizationId: string,
  after: string | null,
): Promise<AuditVerification> {
  const staff = await auditReader(ctx, organizationId);
  const from = after === null ? BEGINNING : readPlace(after);
  if (!from) throw badInput('Give what the part before named as `next`, or nothing to begin.', ['after']);
  const problems: Problem[] = [];
  const { place, next, head, problemCount } = await verifyLog(
    ctx.db,
    { organizationId, keys: ctx.config.tokenKeys, after: from, limit: PART },
    (problem) => {
      if (problems.length < SHOWN) problems.push(problem);
    },
  );
  const { reached, searched } = place;
  const complete = next === null;
  const end = complete && problemCount === 0 ? await checkpointAt(ctx.db, organizationId, reached) : null;
  if (complete || problemCount > 0)
    await ctx.transaction((tx) =>
      recordAudit(tx, [
        {
          organizationId,
          action: 'audit.verified',
          staffMemberId: staff.id,
          subjectType: 'ORGANIZATION',
          subjectId: organizationId,
          details: { reached, problems: problemCount },
        },
      ]),
    );
  return Object.assign(new AuditVerification(), {
    reached,
    searched,
    total: head?.seq ?? 0,
    complete,
    next: next && writePlace(next),
    problemCount,
    problems: problems.map(({ kind, seq, entryId, otherSeq = null }) => ({
      kind,
      seq,
      entryId,
      otherSeq,
      message: AUDIT_PROBLEMS[kind],
    })),
    since: await firstMoment(ctx, organizationId),
    checkpoint: end && writeCheckpoint(end),
  });
}

async function firstMoment({ db }: RequestContext, organizationId: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date }[]>(
    'SELECT at FROM audit_entries WHERE organization_id = ? ORDER BY id LIMIT 1',
    [organizationId],
  );
  return row?.at ?? null;
}
