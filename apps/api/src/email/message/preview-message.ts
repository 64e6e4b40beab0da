import { readStaffIds } from '../../connections/staff-given.js';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import type { InvitationRecipient } from '../../invitations/invitation.entity.js';
import { VALID_DAYS } from '../../invitations/validity.js';
import { logoUrl } from '../../organizations/logo/logo-name.js';
import { latestProgramName } from '../../programs/latest-program.js';
import { authorize, authorizeScoped, type ScopedStaff } from '../../staff/authorize.js';
import { fillSkeleton, type MailOrganization, renderSkeleton } from '../render-mail.js';
import { checkMessage } from './check-message.js';
import { MessagePreview, type MessagePreviewInput } from './message-preview.js';
import { messageWarnings } from './message-warnings.js';
import { chooseRecipient, isNameless, type Recipient, readRecipients } from './preview-recipients.js';

const EXAMPLE_CODE = '7KQ-M4P';

/** The mail as one of the recipients would get it, made by the code that sends it. */
export async function previewMessage(
  ctx: RequestContext,
  input: MessagePreviewInput,
): Promise<MessagePreview> {
  const invites = input.invitee ? 'STAFF' : 'CLIENT';
  const staff = await inviterOf(ctx, input.organizationId, invites);
  const message = checkMessage(input.message, ['message'], invites);
  const { recipients, more } = await readRecipients(ctx, staff, input);
  const recipient = chooseRecipient(recipients, input.recipient);
  const [organization] = await ctx.db.query<(MailOrganization & { logo: string | null })[]>(
    `SELECT name, language, time_zone AS timeZone, accent_color AS accentColor, logo, phone, visiting_address AS visitingAddress
       FROM organizations WHERE id = ?`,
    [staff.organizationId],
  );
  if (!organization) throw notFound();
  const [{ expiresAt } = { expiresAt: null }] = await ctx.db.query<{ expiresAt: Date }[]>(
    `SELECT NOW(3) + INTERVAL ${VALID_DAYS} DAY AS expiresAt`,
  );
  const skeleton = await renderSkeleton(
    input.kind ?? 'INVITATION',
    { ...organization, logoUrl: logoUrl(ctx.config, organization.logo) },
    message,
    organization.language,
    invites,
  );
  const mail = fillSkeleton(skeleton, {
    clientFirstName: recipient.firstName,
    clientLastName: recipient.lastName,
    clientAddress: recipient.email,
    staffName: ctx.apiKey ? null : `${staff.firstName} ${staff.lastName}`,
    programName: await programName(ctx, staff.organizationId, recipient, input.programId),
    connections: await connectedNames(ctx, staff, recipient, input.connections ?? []),
    expiresAt,
    // Without a token: a preview that is passed on must let nobody in.
    link: `${ctx.config.publicUrl}/portal/invitation`,
    supportCode: EXAMPLE_CODE,
  });
  return Object.assign(new MessagePreview(), {
    to: recipient.email,
    ...mail,
    warnings: messageWarnings(message, ctx.config.publicUrl, {
      nameless: recipients.filter(isNameless).length,
      lookedAt: recipients.length,
      more,
    }),
  });
}

async function inviterOf(
  ctx: RequestContext,
  organizationId: string,
  invites: InvitationRecipient,
): Promise<ScopedStaff> {
  if (invites === 'CLIENT') return authorizeScoped(ctx, organizationId, 'clients.invite');
  return { ...(await authorize(ctx, organizationId, 'staff.invite')), onlyConnected: false };
}

/** That of the mail: the program the client came into last, which is the given one unless they are in it already. */
async function programName(
  ctx: RequestContext,
  organizationId: string,
  { id }: Recipient,
  programId: string | null | undefined,
): Promise<string | null> {
  if (programId) {
    const [program] = isId(programId)
      ? await ctx.db.query<{ name: string; isIn: number }[]>(
          `SELECT p.name, EXISTS (SELECT 1 FROM enrolments e WHERE e.program_id = p.id AND e.client_id = ?) AS isIn
             FROM programs p WHERE p.id = ? AND p.organization_id = ?`,
          [id ?? '', programId, organizationId],
        )
      : [];
    if (!program) throw notFound();
    if (Number(program.isIn) === 0) return program.name;
  }
  if (!id) return null;
  const [client] = await ctx.db.query<{ name: string | null }[]>(
    `SELECT ${latestProgramName('c.id')} AS name FROM clients c WHERE c.id = ? AND c.organization_id = ?`,
    [id, organizationId],
  );
  return client?.name ?? null;
}

/** Those whom the mail will name: the recipient's connections as they are, and those that are to be made with it. */
async function connectedNames(
  ctx: RequestContext,
  staff: ScopedStaff,
  { id }: Recipient,
  staffMemberIds: readonly string[],
): Promise<string[]> {
  const mayConnect = staff.permissions.has('connections.manage');
  const added = readStaffIds(staffMemberIds, ['connections'])
    .filter(isId)
    .filter((staffMemberId) => mayConnect || staffMemberId === staff.id);
  if (!id && added.length === 0) return [];
  const rows = await ctx.db.query<{ name: string }[]>(
    `SELECT TRIM(CONCAT(m.first_name, ' ', m.last_name)) AS name FROM staff_members m
       LEFT JOIN connections k ON k.staff_member_id = m.id AND k.client_id = ?
      WHERE m.organization_id = ? AND (k.id IS NOT NULL OR m.id IN (?)) AND m.deactivated_at IS NULL
      ORDER BY k.created_at IS NULL, k.created_at, m.id`,
    [id ?? '', staff.organizationId, added.length > 0 ? added : ['']],
  );
  return rows.map(({ name }) => name);
}
