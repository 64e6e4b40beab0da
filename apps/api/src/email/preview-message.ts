import { parseAddressList } from '@anteroom/address-list';
import { noteRead } from '../audit/note-read.js';
import type { RequestContext } from '../context.js';
import { notFound, UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { VALID_DAYS } from '../invitations/validity.js';
import { authorize } from '../staff/authorize.js';
import { checkMessage } from './check-message.js';
import { MessagePreview, type MessagePreviewInput, type PreviewRecipient } from './message-preview.js';
import { messageWarnings } from './message-warnings.js';
import { fillSkeleton, type MailOrganization, renderSkeleton } from './render-mail.js';

const MAX_RECIPIENTS = 200;
const EXAMPLE_ADDRESS = 'ada@example.org';
/** Long enough to break a line wherever a line can break. */
const LONG_NAME = { firstName: 'Wilhelmina-Alexandra', lastName: 'van den Oudenhoven-Wolthuis' };

interface Recipient {
  firstName: string | null;
  lastName: string | null;
  email: string;
}

/** R69, R70: the mail as one of the recipients would get it, made by the code that sends it. */
export async function previewMessage(
  ctx: RequestContext,
  input: MessagePreviewInput,
): Promise<MessagePreview> {
  const staff = await authorize(ctx, input.organizationId, 'clients.invite');
  const message = checkMessage(input.message);
  if (input.clientIds?.length)
    await noteRead(ctx, {
      organizationId: staff.organizationId,
      staffMemberId: staff.id,
      action: 'message.previewed',
      details: { clientIds: input.clientIds.filter(isId).slice(0, MAX_RECIPIENTS) },
    });
  const recipients = await recipientsOf(ctx, input);
  const recipient = choose(recipients, input.recipient);
  const [organization] = await ctx.db.query<MailOrganization[]>(
    `SELECT name, language, time_zone AS timeZone, accent_color AS accentColor, phone, visiting_address AS visitingAddress
       FROM organizations WHERE id = ?`,
    [staff.organizationId],
  );
  if (!organization) throw notFound();
  const [{ expiresAt } = { expiresAt: null }] = await ctx.db.query<{ expiresAt: Date }[]>(
    `SELECT NOW(3) + INTERVAL ${VALID_DAYS} DAY AS expiresAt`,
  );
  const skeleton = await renderSkeleton(input.kind ?? 'INVITATION', organization, message);
  const mail = fillSkeleton(skeleton, {
    clientFirstName: recipient.firstName,
    clientLastName: recipient.lastName,
    clientAddress: recipient.email,
    staffName: `${staff.firstName} ${staff.lastName}`,
    programName: await programName(ctx, staff.organizationId, input.programId),
    expiresAt,
    // Without a token: a preview that is passed on must let nobody in.
    link: `${ctx.config.publicUrl}/portal/invitation`,
  });
  const nameless = recipients.filter(({ firstName, lastName }) => !firstName && !lastName).length;
  return Object.assign(new MessagePreview(), {
    to: recipient.email,
    ...mail,
    warnings: messageWarnings(message, ctx.config.publicUrl, nameless),
  });
}

async function recipientsOf(ctx: RequestContext, input: MessagePreviewInput): Promise<Recipient[]> {
  const ids = input.clientIds ?? [];
  if (ids.length > MAX_RECIPIENTS)
    throw new UserErrors(new UserError('TOO_MANY', `At most ${MAX_RECIPIENTS} clients.`, ['clientIds']));
  if (ids.length > 0) {
    const known = ids.filter(isId);
    if (known.length === 0) return [];
    return ctx.db.query<Recipient[]>(
      `SELECT first_name AS firstName, last_name AS lastName, email FROM clients
        WHERE organization_id = ? AND id IN (?) AND email IS NOT NULL ORDER BY id`,
      [input.organizationId, known],
    );
  }
  return parseAddressList((input.emails ?? '').slice(0, 100_000))
    .slice(0, MAX_RECIPIENTS)
    .flatMap(({ address, duplicateOf }) =>
      address && duplicateOf === null ? { firstName: null, lastName: null, email: address } : [],
    );
}

function choose(recipients: Recipient[], which: PreviewRecipient): Recipient {
  const first = recipients[0] ?? { firstName: null, lastName: null, email: EXAMPLE_ADDRESS };
  const named = recipients.filter(({ firstName, lastName }) => firstName || lastName);
  switch (which) {
    case 'FIRST':
      return first;
    case 'LONGEST_NAME':
      return named.length > 0
        ? named.reduce((longest, next) => (nameLength(next) > nameLength(longest) ? next : longest))
        : { ...LONG_NAME, email: first.email };
    case 'NO_NAME':
      return {
        firstName: null,
        lastName: null,
        email: recipients.find(({ firstName, lastName }) => !firstName && !lastName)?.email ?? first.email,
      };
  }
}

function nameLength({ firstName, lastName }: Recipient): number {
  return `${firstName ?? ''} ${lastName ?? ''}`.length;
}

async function programName(
  ctx: RequestContext,
  organizationId: string,
  programId: string | null | undefined,
): Promise<string | null> {
  if (!programId) return null;
  const [program] = isId(programId)
    ? await ctx.db.query<{ name: string }[]>(
        'SELECT name FROM programs WHERE id = ? AND organization_id = ?',
        [programId, organizationId],
      )
    : [];
  if (!program) throw notFound();
  return program.name;
}
