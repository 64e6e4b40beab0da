import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { enqueueAuthMail } from '../../email/enqueue-auth-mail.js';
import { EVERYBODY } from '../../email/limits/suppression.entity.js';
import type { OptOut } from '../../email/limits/suppression.inputs.js';
import { suppressionToken } from '../../email/limits/suppression-token.js';
import { suppress } from '../../email/limits/suppressions.js';
import { UserError, UserErrors } from '../../errors.js';
import { markWithdrawn } from '../change/withdraw-batch.js';
import { aboutInvited } from '../list/about-whom.js';
import { lockInvited } from '../lock-invited.js';
import type { ReportWrongRecipientInput } from './acceptance.inputs.js';
import { findByToken, type TokenInvitation } from './find-by-token.js';
import { refuseLink } from './refuse-link.js';
import { tellInviter } from './request-new-invitation.js';

const CONFIRMATION_LENGTH = 3;

/**
 * "This isn't me". Stops the invitation and its reminders, and tells who sent it; repeating it changes nothing more. If
 * the recipient wishes, nobody here or nobody at all may invite the address again.
 */
export async function reportWrongRecipient(
  ctx: RequestContext,
  input: ReportWrongRecipientInput,
): Promise<boolean> {
  const invitation = await findByToken(ctx, input.token);
  if (!invitation) throw new UserErrors(refuseLink('UNKNOWN'));
  if (invitation.status === 'ACCEPTED') throw new UserErrors(refuseLink('USED'));
  checkConfirmation(invitation, input.confirmation);
  const done = await ctx.transaction(async (tx) => {
    if (invitation.status !== 'WITHDRAWN' && !(await stop(tx, invitation))) return false;
    if (input.optOut) await optOut(tx, invitation, input.optOut);
    return true;
  });
  // Accepted, withdrawn or given another address in between: what is to be said follows from how it stands now.
  return done || reportWrongRecipient(ctx, input);
}

/**
 * A scanner that runs the page and presses what it finds must not stop somebody's invitation: whoever asks types the first
 * letters of the address that the mail came to, which a person knows and a program is not told to write there.
 */
function checkConfirmation({ email }: TokenInvitation, typed: string): void {
  const letters = typed.trim().toLowerCase();
  if (letters.length < CONFIRMATION_LENGTH || !email.startsWith(letters))
    throw new UserErrors(
      new UserError(
        'CONFIRMATION_NEEDED',
        `Type the first ${CONFIRMATION_LENGTH} characters of the address that the mail came to.`,
        ['confirmation'],
      ),
    );
}

async function stop(tx: RequestContext, invitation: TokenInvitation): Promise<boolean> {
  await lockInvited(tx, invitation);
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
}

async function optOut(tx: RequestContext, invitation: TokenInvitation, whom: OptOut): Promise<void> {
  const { email, organizationId, organization } = invitation;
  const isNew = await suppress(tx, email, whom === 'EVERYBODY' ? EVERYBODY : organizationId);
  if (!isNew) return;
  await recordAudit(tx, [
    {
      organizationId,
      action: 'address.suppressed',
      actorKind: 'RECIPIENT',
      subjectType: 'INVITATION',
      subjectId: invitation.id,
      details: { whom },
    },
  ]);
  // What stands for everybody nobody else can take back, so the person gets the means to.
  if (whom === 'EVERYBODY')
    await enqueueAuthMail(tx, {
      kind: 'MAIL_STOPPED',
      recipient: email,
      url: `${tx.config.publicUrl}/portal/mail-again?lang=${organization.language}#${suppressionToken(tx.config.tokenKeys, email)}`,
      language: organization.language,
    });
}
