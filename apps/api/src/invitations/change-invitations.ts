import { recordAudit } from '../audit/record-audit.js';
import { startBulkOperation } from '../bulk/start-bulk-operation.js';
import type { RequestContext } from '../context.js';
import { createMailing } from '../email/create-mailing.js';
import { notFound, UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { authorize, callerIs, noteForeignIds, type Staff } from '../staff/authorize.js';
import type { Permission } from '../staff/permissions.js';
import type { Action, ActionOutcome } from './act-on-invitations.js';
import type { InvitationsInput } from './invitation.inputs.js';
import { InvitationsPayload, InvitationsRow } from './invitation.payloads.js';
import { remindBatch, resendBatch } from './resend-batch.js';
import { withdrawBatch } from './withdraw-batch.js';

export const MAX_IDS = 200;

type Change = 'RESEND' | 'REMIND' | 'WITHDRAW';

export const CHANGES: Record<
  Change,
  {
    permission: Permission;
    sendsMail: boolean;
    run: (ctx: RequestContext, action: Action, ids: readonly string[]) => Promise<ActionOutcome[]>;
  }
> = {
  RESEND: { permission: 'invitations.resend', sendsMail: true, run: resendBatch },
  REMIND: { permission: 'invitations.resend', sendsMail: true, run: remindBatch },
  WITHDRAW: { permission: 'invitations.withdraw', sendsMail: false, run: withdrawBatch },
};

/** Resends, reminds or withdraws: up to 200 by id at once, row by row; or everybody who matches, in batches. */
export async function changeInvitations(
  ctx: RequestContext,
  change: Change,
  { ids, selection }: InvitationsInput,
): Promise<InvitationsPayload> {
  if (Boolean(ids) === Boolean(selection))
    throw new UserErrors(new UserError('INVALID', 'Give either ids or a selection.', ['ids']));
  const { permission, sendsMail, run } = CHANGES[change];
  const payload = new InvitationsPayload();
  if (selection) {
    const staff = await authorize(ctx, selection.organizationId, permission);
    payload.operation = await startBulkOperation(ctx, staff, {
      kind: change,
      invitations: selection,
      sendsMail,
    });
    return payload;
  }

  const wanted = [...new Set(ids)];
  if (wanted.length === 0) throw new UserErrors(new UserError('REQUIRED', 'Give at least one id.', ['ids']));
  if (wanted.length > MAX_IDS)
    throw new UserErrors(
      new UserError(
        'TOO_MANY',
        `At most ${MAX_IDS} at once: these are ${wanted.length}. Use a selection for more.`,
        ['ids'],
      ),
    );
  const known = wanted.filter(isId);
  const staff = await staffForInvitations(ctx, known, permission);
  const { outcomes, mailingId } = await ctx.transaction(async (tx) => {
    const mailingId = sendsMail ? await createMailing(tx, staff) : null;
    const action = { organizationId: staff.organizationId, staffMemberId: staff.id, mailingId };
    const outcomes = await run(tx, action, known);
    if (outcomes.every(({ possibility }) => !possibility.allowed)) await recordAudit(tx, []);
    return { outcomes, mailingId };
  });
  const found = new Set(outcomes.map(({ invitationId }) => invitationId));
  noteForeignIds(
    ctx,
    'invitations',
    known.filter((id) => !found.has(id)),
    permission,
    staff.organizationId,
  );
  payload.rows = wanted.map((id) => toRow(id, outcomes));
  if (outcomes.some(({ possibility }) => possibility.allowed)) payload.mailingId = mailingId;
  return payload;
}

/** The organization that the ids are of; ids of any other are answered as unknown, row by row. */
async function staffForInvitations(
  ctx: RequestContext,
  ids: readonly string[],
  permission: Permission,
): Promise<Staff> {
  if (ids.length === 0) throw notFound();
  const caller = callerIs(ctx, 's');
  const [first] = await ctx.db.query<{ organization_id: string }[]>(
    `SELECT i.organization_id FROM invitations i
       JOIN staff_members s ON s.organization_id = i.organization_id AND ${caller.sql} AND s.deactivated_at IS NULL
      WHERE i.id IN (?) ORDER BY i.id LIMIT 1`,
    [...caller.params, ids],
  );
  if (!first) {
    noteForeignIds(ctx, 'invitations', ids, permission);
    throw notFound();
  }
  return authorize(ctx, first.organization_id, permission);
}

function toRow(id: string, outcomes: ActionOutcome[]): InvitationsRow {
  const outcome = outcomes.find(({ invitationId }) => invitationId === id);
  if (!outcome) return new InvitationsRow(id, null, 'NOT_FOUND', 'There is no such invitation.');
  const { allowed, code, reason } = outcome.possibility;
  return new InvitationsRow(id, id, allowed ? null : code, allowed ? null : reason);
}
