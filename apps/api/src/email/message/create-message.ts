import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../../context.js';
import type { InvitationRecipient } from '../../invitations/invitation.entity.js';
import type { Language } from '../../organizations/language.js';
import type { CheckedMessage } from './check-message.js';
import { defaultMessage } from './default-message.js';

/** Keeps the text of one sending, or the organization's default; within the caller's transaction. */
export async function createMessage(
  ctx: RequestContext,
  organizationId: string,
  message: CheckedMessage | null,
  recipient: InvitationRecipient = 'CLIENT',
): Promise<string> {
  const text = message ?? (await defaultMessageOf(ctx, organizationId, recipient));
  const id = uuidv7();
  await ctx.db.query(
    'INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, ?, ?, ?, ?)',
    [id, organizationId, text.subject, text.body, text.buttonText],
  );
  return id;
}

async function defaultMessageOf(
  ctx: RequestContext,
  organizationId: string,
  recipient: InvitationRecipient,
): Promise<CheckedMessage> {
  const [row] = await ctx.db.query<{ language: Language }[]>(
    'SELECT language FROM organizations WHERE id = ?',
    [organizationId],
  );
  return defaultMessage(row?.language ?? 'en', recipient);
}
