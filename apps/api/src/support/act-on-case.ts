import { checkReason } from '../audit/check-reason.js';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { createMailing } from '../email/mailing/create-mailing.js';
import { UserError, UserErrors } from '../errors.js';
import { isOfferGone } from '../invitations/acceptance/find-by-token.js';
import { remindBatch, resendBatch } from '../invitations/change/resend-batch.js';
import type { Possibility } from '../possibility.js';
import { unlessGone } from './case-possibilities.js';
import { readCase, staffForCase } from './open-case.js';
import type { SupportCaseInput } from './support.inputs.js';
import { SupportCasePayload } from './support.payloads.js';

/** Support is for clients and staff alike. */
const EVERYBODY = { clients: true, staff: true };

const ACTS = {
  REMIND: { run: remindBatch, action: 'support.reminded' },
  RESEND: { run: resendBatch, action: 'support.resent' },
} as const;

/**
 * Reminds or resends for the caller on the phone. The invitation stays the offer of whoever made it: support may not invite,
 * and its link holds only while the inviter may.
 */
export async function actOnCase(
  ctx: RequestContext,
  act: keyof typeof ACTS,
  input: SupportCaseInput,
): Promise<SupportCasePayload> {
  const staff = await staffForCase(ctx, input.invitationId);
  const reason = checkReason(input.reason);
  const { run, action } = ACTS[act];
  await ctx.transaction(async (tx) => {
    refuseUnless(unlessGone(await isOfferGone(tx, input.invitationId)));
    const mailingId = await createMailing(tx, staff);
    const [outcome] = await run(
      tx,
      {
        organizationId: staff.organizationId,
        staffMemberId: staff.id,
        mailingId,
        reach: EVERYBODY,
        keepsInviter: true,
      },
      [input.invitationId],
    );
    if (outcome) refuseUnless(outcome.possibility);
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action,
        staffMemberId: staff.id,
        subjectType: 'INVITATION',
        subjectId: input.invitationId,
        reason,
        details: { mailingId },
      },
    ]);
  });
  return Object.assign(new SupportCasePayload(), {
    case: await readCase(ctx, staff.organizationId, input.invitationId),
  });
}

function refuseUnless({ allowed, code, reason }: Possibility): void {
  if (!allowed) throw new UserErrors(new UserError(code ?? 'NOT_POSSIBLE', reason ?? '', ['invitationId']));
}
