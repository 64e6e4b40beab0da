import { checkReason } from '../audit/check-reason.js';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorize, callerIs, noteForeignIds, type Staff } from '../staff/authorize.js';
import { readCases } from './case-rows.js';
import { countLook } from './find-cases.js';
import type { SupportCaseInput } from './support.inputs.js';
import { SupportCasePayload } from './support.payloads.js';
import type { SupportCase } from './support-case.types.js';

/** How long a reason holds for one case: reading it again for the same reason is the same look. */
const LOOK_MINUTES = 60;

export async function openCase(ctx: RequestContext, input: SupportCaseInput): Promise<SupportCasePayload> {
  const staff = await staffForCase(ctx, input.invitationId);
  const reason = checkReason(input.reason);
  if (!(await isSameLook(ctx, staff, input.invitationId, reason))) {
    countLook(ctx);
    await ctx.transaction((tx) =>
      recordAudit(tx, [
        {
          organizationId: staff.organizationId,
          action: 'support.caseOpened',
          staffMemberId: staff.id,
          subjectType: 'INVITATION',
          subjectId: input.invitationId,
          reason,
        },
      ]),
    );
  }
  return Object.assign(new SupportCasePayload(), {
    case: await readCase(ctx, staff.organizationId, input.invitationId),
  });
}

/** The organization that the invitation is of; another one's is not there. */
export async function staffForCase(ctx: RequestContext, invitationId: string): Promise<Staff> {
  const caller = callerIs(ctx, 's');
  const [row] = isId(invitationId)
    ? await ctx.db.query<{ organization_id: string }[]>(
        `SELECT i.organization_id FROM invitations i
           JOIN staff_members s ON s.organization_id = i.organization_id AND ${caller.sql} AND s.deactivated_at IS NULL
          WHERE i.id = ?`,
        [...caller.params, invitationId],
      )
    : [];
  if (!row) {
    noteForeignIds(ctx, 'invitations', [invitationId].filter(isId), 'support.use');
    throw notFound();
  }
  return authorize(ctx, row.organization_id, 'support.use');
}

export async function readCase(
  ctx: RequestContext,
  organizationId: string,
  invitationId: string,
): Promise<SupportCase> {
  const [found] = await readCases(ctx, organizationId, [invitationId]);
  if (!found) throw notFound();
  return found;
}

async function isSameLook(
  ctx: RequestContext,
  staff: Staff,
  invitationId: string,
  reason: string,
): Promise<boolean> {
  const rows = await ctx.db.query<unknown[]>(
    `SELECT 1 FROM audit_entries
      WHERE organization_id = ? AND subject_id = ? AND actor_staff_id = ? AND action = 'support.caseOpened' AND reason = ?
        AND at > NOW(3) - INTERVAL ${LOOK_MINUTES} MINUTE LIMIT 1`,
    [staff.organizationId, invitationId, staff.id, reason],
  );
  return rows.length > 0;
}
