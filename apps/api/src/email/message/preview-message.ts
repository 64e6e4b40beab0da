import { MAX_NAME_LENGTH, neutralizeName, normalizeAddress, parseAddressList } from '@anteroom/address-list';
import { noteRead } from '../../audit/note-read.js';
import { readEmail, readName } from '../../clients/client-fields.js';
import { readStaffIds } from '../../connections/staff-given.js';
import type { RequestContext } from '../../context.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId } from '../../id.js';
import type { InvitationRecipient } from '../../invitations/invitation.entity.js';
import { VALID_DAYS } from '../../invitations/validity.js';
import { logoUrl } from '../../organizations/logo/logo-name.js';
import { authorize, authorizeScoped, isConnected, type ScopedStaff } from '../../staff/authorize.js';
import { fillSkeleton, type MailOrganization, renderSkeleton } from '../render-mail.js';
import { checkMessage } from './check-message.js';
import {
  MessagePreview,
  type MessagePreviewInput,
  type PreviewInviteeInput,
  type PreviewRecipient,
} from './message-preview.js';
import { messageWarnings } from './message-warnings.js';

const MAX_RECIPIENTS = 200;
const EXAMPLE_ADDRESS = 'ada@example.org';
const EXAMPLE_CODE = '7KQ-M4P';
/** Long enough to break a line wherever a line can break. */
const LONG_NAME = { firstName: 'Wilhelmina-Alexandra', lastName: 'van den Oudenhoven-Wolthuis' };

interface Recipient {
  id?: string;
  firstName: string | null;
  lastName: string | null;
  email: string;
}

/** The mail as one of the recipients would get it, made by the code that sends it. */
export async function previewMessage(
  ctx: RequestContext,
  input: MessagePreviewInput,
): Promise<MessagePreview> {
  const invites = input.invitee ? 'STAFF' : 'CLIENT';
  const staff = await inviterOf(ctx, input.organizationId, invites);
  const message = checkMessage(input.message, ['message'], invites);
  if (input.clientIds?.length)
    await noteRead(ctx, {
      organizationId: staff.organizationId,
      staffMemberId: staff.id,
      action: 'message.previewed',
      details: { clientIds: input.clientIds.filter(isId).slice(0, MAX_RECIPIENTS) },
    });
  const recipients = await recipientsOf(ctx, staff, input);
  const recipient = choose(recipients, input.recipient);
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
    programName: await programName(ctx, staff.organizationId, input.programId),
    connections: await connectedNames(ctx, staff, recipient, input.connections ?? []),
    expiresAt,
    // Without a token: a preview that is passed on must let nobody in.
    link: `${ctx.config.publicUrl}/portal/invitation`,
    supportCode: EXAMPLE_CODE,
  });
  const nameless = recipients.filter(({ firstName, lastName }) => !firstName && !lastName).length;
  return Object.assign(new MessagePreview(), {
    to: recipient.email,
    ...mail,
    warnings: messageWarnings(message, ctx.config.publicUrl, nameless),
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

async function recipientsOf(
  ctx: RequestContext,
  staff: ScopedStaff,
  input: MessagePreviewInput,
): Promise<Recipient[]> {
  if (input.invitee) return [inviteeOf(input.invitee)];
  const ids = input.clientIds ?? [];
  if (ids.length > MAX_RECIPIENTS)
    throw new UserErrors(new UserError('TOO_MANY', `At most ${MAX_RECIPIENTS} clients.`, ['clientIds']));
  if (ids.length > 0) {
    const known = ids.filter(isId);
    if (known.length === 0) return [];
    const own = isConnected(staff, 'c.id');
    const found = await ctx.db.query<Recipient[]>(
      `SELECT c.id, c.first_name AS firstName, c.last_name AS lastName, c.email FROM clients c
        WHERE c.organization_id = ? AND c.id IN (?) AND c.email IS NOT NULL ${own ? `AND ${own.sql}` : ''} ORDER BY c.id`,
      [input.organizationId, known, ...(own?.params ?? [])],
    );
    if (own && found.length === 0) throw notFound();
    return found;
  }
  if (input.client)
    return [
      {
        firstName: readName(input.client.firstName, ['client', 'firstName']),
        lastName: readName(input.client.lastName, ['client', 'lastName']),
        email: readEmail(input.client.email, ['client', 'email']) ?? EXAMPLE_ADDRESS,
      },
    ];
  return parseAddressList((input.emails ?? '').slice(0, 100_000))
    .slice(0, MAX_RECIPIENTS)
    .flatMap(({ address, duplicateOf }) =>
      address && duplicateOf === null ? { firstName: null, lastName: null, email: address } : [],
    );
}

/** As it would be kept; what cannot be is told when the invitation is sent. */
function inviteeOf({ firstName, lastName, email }: PreviewInviteeInput): Recipient {
  const nameOf = (raw: string) => neutralizeName(raw.trim().slice(0, MAX_NAME_LENGTH));
  return {
    firstName: nameOf(firstName),
    lastName: nameOf(lastName),
    email: normalizeAddress(email).address ?? EXAMPLE_ADDRESS,
  };
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
