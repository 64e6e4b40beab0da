import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { UserErrors } from '../../errors.js';
import { aboutInvited } from '../about-whom.js';
import { markWithdrawn } from '../withdraw-batch.js';
import { findByToken } from './find-by-token.js';
import { refuseLink } from './refuse-link.js';
import { tellInviter } from './request-new-invitation.js';

/** B10: "This isn't me". Stops the invitation and its reminders, and tells who sent it; repeating it changes nothing more. */
export async function reportWrongRecipient(ctx: RequestContext, token: string): Promise<boolean> {
  const invitation = await findByToken(ctx, token);
  if (!invitation) throw new UserErrors(refuseLink('UNKNOWN'));
  if (invitation.status === 'ACCEPTED') throw new UserErrors(refuseLink('USED'));
  if (invitation.status === 'WITHDRAWN') return true;
  const stopped = await ctx.transaction(async (tx) => {
    const [row] = await tx.db.query<{ id: string }[]>(
      `SELECT id FROM invitations WHERE id = ? AND generation = ? AND status IN ('PENDING', 'EXPIRED') FOR UPDATE`,
      [invitation.id, invitation.generation],
    );
    if (!row) return false;
    await markWithdrawn(tx, invitation.organizationId, [invitation.id]);
    await recordAudit(tx, [
      {
        organizationId: invitation.organizationId,
        action: 'invitation.misdirected',
        actorKind: 'RECIPIENT',
        ...aboutInvited(invitation),
      },
    ]);
    await tellInviter(tx, invitation, 'WRONG_RECIPIENT', 'WRONG_RECIPIENT');
    return true;
  });
  // Accepted, withdrawn or given another address in between: what is to be said follows from how it stands now.
  return stopped || reportWrongRecipient(ctx, token);
}
