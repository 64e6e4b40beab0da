import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { MailKind } from './mail.entity.js';
import { sealPayload } from './mail-payload.js';

/** A mail of an organization to somebody who has no invitation of it. */
interface OrganizationMail {
  organizationId: string;
  kind: MailKind;
  /** What this mail is for: a second decision to send the same is refused by the unique key. */
  sendKey: string;
  recipient: string;
  url: string;
  /** Words of staff that go with it. */
  reason?: string | null;
}

/** Writes mails into the outbox within the caller's transaction; what they carry is encrypted until they leave. */
export async function enqueueOrganizationMails(
  ctx: RequestContext,
  mails: readonly OrganizationMail[],
): Promise<void> {
  await insertRows(
    ctx,
    'mails',
    ['id', 'organization_id', 'kind', 'send_key', 'recipient', 'payload', 'state'],
    mails.map(({ organizationId, kind, sendKey, recipient, url, reason }) => [
      uuidv7(),
      organizationId,
      kind,
      sendKey,
      recipient,
      sealPayload(ctx.config, { url, ...(reason ? { reason } : {}) }),
      'QUEUED',
    ]),
    { next_attempt_at: 'NOW(3)' },
  );
  ctx.afterCommit(() => ctx.services.wake.delivery());
}
