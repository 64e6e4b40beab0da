import { recordAudit } from '../../audit/record-audit.js';
import { startBulkOperation } from '../../bulk/start-bulk-operation.js';
import type { RequestContext } from '../../context.js';
import { createMailing } from '../../email/mailing/create-mailing.js';
import { notFound } from '../../errors.js';
import { idsOrSelection, isId } from '../../id.js';
import { callerIs, noteForeignIds, type Staff } from '../../staff/authorize.js';
import type { InvitationsInput } from '../invitation.inputs.js';
import { InvitationsPayload, InvitationsRow } from '../invitation.payloads.js';
import {
  authorizeReach,
  type InvitationReach,
  isWithin,
  type NeededForInvitations,
  TO_RESEND,
  TO_WITHDRAW,
} from '../list/invitation-reach.js';
import type { Action, ActionOutcome } from './act-on-invitations.js';
import { remindBatch, resendBatch } from './resend-batch.js';
import { withdrawBatch } from './withdraw-batch.js';

type Change = 'RESEND' | 'REMIND' | 'WITHDRAW';

export const CHANGES: Record<
  Change,
  {
    needed: NeededForInvitations;
    sendsMail: boolean;
    run: (ctx: RequestContext, action: Action, ids: readonly string[]) => Promise<ActionOutcome[]>;
  }
> = {
  RESEND: { needed: TO_RESEND, sendsMail: true, run: resendBatch },
  REMIND: { needed: TO_RESEND, sendsMail: true, run: remindBatch },
  WITHDRAW: { needed: TO_WITHDRAW, sendsMail: false, run: withdrawBatch },
};

/** Resends, reminds or withdraws: up to 200 by id at once, row by row; or everybody who matches, in batches. */
export async function changeInvitations(
  ctx: RequestContext,
  change: Change,
  { ids, selection }: InvitationsInput,
): Promise<InvitationsPayload> {
  const wanted = idsOrSelection(ids, selection, { field: 'ids', one: 'id' });
  return wanted ? changeByIds(ctx, change, wanted) : changeSelected(ctx, change, selection);
}

async function changeSelected(
  ctx: RequestContext,
  change: Change,
  selection: InvitationsInput['selection'],
): Promise<InvitationsPayload> {
  if (!selection) throw notFound();
  const { needed, sendsMail } = CHANGES[change];
  const { staff, reach } = await authorizeReach(ctx, selection.organizationId, needed);
  const payload = new InvitationsPayload();
  payload.operation = await startBulkOperation(ctx, staff, {
    kind: change,
    invitations: { selection, reach },
    sendsMail,
  });
  return payload;
}

async function changeByIds(
  ctx: RequestContext,
  change: Change,
  wanted: readonly string[],
): Promise<InvitationsPayload> {
  const { needed, sendsMail, run } = CHANGES[change];
  const known = wanted.filter(isId);
  const { staff, reach } = await staffForInvitations(ctx, known, needed);
  const { outcomes, mailingId } = await ctx.transaction(async (tx) => {
    const mailingId = sendsMail ? await createMailing(tx, staff) : null;
    const action = { organizationId: staff.organizationId, staffMemberId: staff.id, reach, mailingId };
    const outcomes = await run(tx, action, known);
    if (outcomes.every(({ possibility }) => !possibility.allowed)) await recordAudit(tx, []);
    return { outcomes, mailingId };
  });
  const found = new Set(outcomes.map(({ invitationId }) => invitationId));
  noteForeignIds(
    ctx,
    'invitations',
    known.filter((id) => !found.has(id)),
    needed.clients,
    staff.organizationId,
  );
  const payload = new InvitationsPayload();
  payload.rows = wanted.map((id) => toRow(id, outcomes));
  if (outcomes.some(({ possibility }) => possibility.allowed)) payload.mailingId = mailingId;
  return payload;
}

/** The organization that the ids are of; ids of any other are answered as unknown, row by row. */
export async function staffForInvitations(
  ctx: RequestContext,
  ids: readonly string[],
  needed: NeededForInvitations,
): Promise<{ staff: Staff; reach: InvitationReach }> {
  if (ids.length === 0) throw notFound();
  const caller = callerIs(ctx, 's');
  const [first] = await ctx.db.query<{ organization_id: string }[]>(
    `SELECT i.organization_id FROM invitations i
       JOIN staff_members s ON s.organization_id = i.organization_id AND ${caller.sql} AND s.deactivated_at IS NULL
      WHERE i.id IN (?) ORDER BY i.id LIMIT 1`,
    [...caller.params, ids],
  );
  if (!first) {
    noteForeignIds(ctx, 'invitations', ids, needed.clients);
    throw notFound();
  }
  await hideOthers(ctx, first.organization_id, ids);
  return authorizeReach(ctx, first.organization_id, needed);
}

/** To whoever sees only their own clients, what concerns none of them is as little there as in another organization. */
async function hideOthers(
  ctx: RequestContext,
  organizationId: string,
  ids: readonly string[],
): Promise<void> {
  const caller = await ctx.loaders.callerIn.load(organizationId);
  if (!caller?.permissions.has('clients.readOwn') || caller.permissions.has('clients.read')) return;
  const staff = caller.permissions.has('staff.read') || caller.permissions.has('staff.invite');
  const within = isWithin({ clients: true, staff, clientsOf: caller.id });
  const [seen] = await ctx.db.query<unknown[]>(
    `SELECT 1 FROM invitations i WHERE i.organization_id = ? AND i.id IN (?) AND ${within.sql} LIMIT 1`,
    [organizationId, ids, ...within.params],
  );
  if (!seen) {
    ctx.services.denials.note(ctx, {
      organizationId,
      staffMemberId: caller.id,
      subjectType: 'INVITATION',
      subjectId: ids[0],
    });
    throw notFound();
  }
}

function toRow(id: string, outcomes: ActionOutcome[]): InvitationsRow {
  const outcome = outcomes.find(({ invitationId }) => invitationId === id);
  if (!outcome) return new InvitationsRow(id, null, 'NOT_FOUND', 'There is no such invitation.');
  const { allowed, code, reason } = outcome.possibility;
  return new InvitationsRow(id, id, allowed ? null : code, allowed ? null : reason);
}
