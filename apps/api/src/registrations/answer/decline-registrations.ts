import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { enqueueOrganizationMails } from '../../email/enqueue-organization-mail.js';
import { notFound, tooLong, UserError, UserErrors } from '../../errors.js';
import { idsGiven, isId } from '../../id.js';
import { oneLine } from '../../one-line.js';
import { authorize, type Staff } from '../../staff/authorize.js';
import { registrationPage } from '../register/registration-token.js';
import type { Registration } from '../registration.entity.js';
import type { DeclineRegistrationsInput } from '../registration.inputs.js';
import { DeclineRegistrationsPayload, RegistrationsRow } from '../registration.payloads.js';
import { noteForeignRequests, readRegistrations, whyNotWaiting } from '../registration-rows.js';

const MAX_REASON = 500;

/** Says no to requests that wait, row by row. The reason is for staff; the applicant reads it only when that was chosen. */
export async function declineRegistrations(
  ctx: RequestContext,
  input: DeclineRegistrationsInput,
): Promise<DeclineRegistrationsPayload> {
  if (!isId(input.organizationId)) throw notFound();
  const staff = await authorize(ctx, input.organizationId, 'registrations.manage');
  const ids = idsGiven(input.ids, { field: 'ids', one: 'request' });
  const reason = readReason(input.reason);
  if (input.mailReason && reason === null)
    throw new UserErrors(new UserError('REQUIRED', 'Write the reason that is to be mailed.', ['reason']));
  return ctx.transaction(async (tx) => {
    const found = await readRegistrations(tx, staff.organizationId, ids.filter(isId), 'FOR UPDATE');
    const declined = [...found.values()].filter((registration) => whyNotWaiting(registration) === null);
    const rows = ids.map((id) => new RegistrationsRow(id, whyNotWaiting(found.get(id))));
    if (declined.length > 0) await decline(tx, staff, declined, reason, input.mailReason === true);
    tx.afterCommit(() => noteForeignRequests(ctx, ids.filter(isId), found, staff.organizationId));
    const now = await readRegistrations(tx, staff.organizationId, ids.filter(isId));
    for (const row of rows) row.registration = now.get(row.id) ?? null;
    return Object.assign(new DeclineRegistrationsPayload(), { rows });
  });
}

async function decline(
  tx: RequestContext,
  { id, organizationId }: Staff,
  declined: readonly Registration[],
  reason: string | null,
  mailReason: boolean,
): Promise<void> {
  const [organization] = await tx.db.query<{ slug: string }[]>(
    'SELECT slug FROM organizations WHERE id = ?',
    [organizationId],
  );
  await tx.db.query(
    `UPDATE registrations SET status = 'DECLINED', decided_at = NOW(3), decided_by = ?, decline_reason = ?, updated_at = NOW(3)
      WHERE organization_id = ? AND id IN (?) AND status = 'WAITING'`,
    [id, reason, organizationId, declined.map((registration) => registration.id)],
  );
  await enqueueOrganizationMails(
    tx,
    declined.map((registration) => ({
      organizationId,
      kind: mailReason ? 'REGISTRATION_DECLINED_WHY' : 'REGISTRATION_DECLINED',
      sendKey: `registration:${registration.id}:declined:${registration.requestedAt?.getTime()}`,
      recipient: registration.email,
      url: registrationPage(tx.config, organization?.slug ?? ''),
      reason: mailReason ? reason : null,
    })),
  );
  await recordAudit(
    tx,
    declined.map((registration) => ({
      organizationId,
      action: 'registration.declined',
      staffMemberId: id,
      subjectType: 'REGISTRATION',
      subjectId: registration.id,
      details: { withReason: reason !== null, reasonMailed: mailReason },
    })),
  );
}

function readReason(raw: string | null | undefined): string | null {
  const reason = oneLine(raw);
  if (reason.length > MAX_REASON) throw new UserErrors(tooLong(reason, MAX_REASON, ['reason']));
  return reason || null;
}
