import { checkReason } from '../../audit/check-reason.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { Client } from '../../clients/client.entity.js';
import type { RequestContext } from '../../context.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId } from '../../id.js';
import { authorize, authorizeForClient, type Staff } from '../../staff/authorize.js';
import type { StaffMember } from '../../staff/staff-member.entity.js';
import type { LiftSuppressionInput } from './suppression.inputs.js';
import { addressHash, unsuppress } from './suppressions.js';

interface Willing {
  client?: Client;
  staffMember?: StaffMember;
}

/** Whoever may invite somebody writes down that they want to be invited again. */
export async function liftSuppression(ctx: RequestContext, input: LiftSuppressionInput): Promise<Willing> {
  const { clientId = null, staffMemberId = null } = input;
  if ((clientId === null) === (staffMemberId === null))
    throw new UserErrors(new UserError('INVALID', 'Give a client or a staff member.', ['clientId']));
  if (clientId !== null) {
    const client = isId(clientId) ? await ctx.loaders.client.load(clientId) : null;
    if (!client) throw notFound();
    const staff = await authorizeForClient(ctx, client, 'clients.invite');
    await lift(ctx, staff, { type: 'CLIENT', field: 'clientId', person: client }, input.reason);
    return { client };
  }
  const staffMember = isId(staffMemberId) ? await ctx.loaders.staffMember.load(staffMemberId) : null;
  if (!staffMember) throw notFound();
  const staff = await authorize(ctx, staffMember.organizationId, 'staff.invite');
  const subject = { type: 'STAFF_MEMBER', field: 'staffMemberId', person: staffMember } as const;
  await lift(ctx, staff, subject, input.reason);
  return { staffMember };
}

interface Subject {
  type: 'CLIENT' | 'STAFF_MEMBER';
  field: 'clientId' | 'staffMemberId';
  person: { id: string; email: string | null };
}

async function lift(
  ctx: RequestContext,
  staff: Staff,
  { type, field, person: { id, email } }: Subject,
  given: string,
): Promise<void> {
  const reason = checkReason(given);
  await ctx.transaction(async (tx) => {
    if (email === null || !(await unsuppress(tx, addressHash(email), staff.organizationId)))
      throw new UserErrors(
        new UserError(
          'NOT_POSSIBLE',
          'This address has not asked your organization in particular. If it asked everybody, only the person can take that back, with the link in the mail they got.',
          [field],
        ),
      );
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action: 'suppression.lifted',
        staffMemberId: staff.id,
        subjectType: type,
        subjectId: id,
        reason,
      },
    ]);
  });
}
