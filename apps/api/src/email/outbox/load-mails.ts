import type { Services } from '../../context.js';
import type { InvitationStatus } from '../../invitations/invitation.entity.js';
import { invitationLink } from '../../invitations/invitation-token.js';
import { STATUS_NOW } from '../../invitations/validity.js';
import type { Language } from '../../organizations/language.js';
import type { MailToCompose } from '../compose-mail.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import { readSuppressed } from '../limits/suppressions.js';
import type { MailKind } from '../mail.entity.js';
import { openPayload } from '../mail-payload.js';
import type { CheckedMessage } from '../message/check-message.js';
import { type Connected, type ConnectionPayload, invites, loadConnected } from './load-connected.js';

/** A claimed mail with everything that its delivery needs to know. */
export interface MailToDeliver {
  id: string;
  kind: MailKind;
  organizationId: string | null;
  invitationId: string | null;
  attempts: number;
  possibleCopies: number;
  /** Of an earlier attempt. */
  reasonCode: string | null;
  ageMs: number;
  /** What is rendered once goes by this. */
  messageKey: string;
  /** Why it should no longer leave, or null. */
  obsolete: DeliveryReason | null;
  /** The organization is suspended: nothing leaves until it no longer is. */
  held: boolean;
  /** What it carries cannot be opened now. */
  unreadable: boolean;
  compose: MailToCompose;
}

interface Row {
  id: string;
  kind: MailKind;
  send_key: string;
  recipient: string;
  payload: string | null;
  attempts: number;
  possible_copies: number;
  reason_code: string | null;
  age_ms: number | string;
  organization_id: string | null;
  message_id: string | null;
  invitation_id: string | null;
  generation: number | null;
  support_code: string | null;
  status: InvitationStatus | null;
  invitation_email: string | null;
  last_mail_id: string | null;
  expires_at: Date | null;
  slug: string | null;
  organization_name: string | null;
  language: Language | null;
  time_zone: string | null;
  accent_color: string | null;
  phone: string | null;
  visiting_address: string | null;
  suspended_at: Date | null;
  client_id: string | null;
  invited_staff_id: string | null;
  first_name: string | null;
  last_name: string | null;
  invited_email: string | null;
  program_name: string | null;
  staff_first_name: string | null;
  staff_last_name: string | null;
}

interface MessageRow {
  id: string;
  subject: string;
  body: string;
  button_text: string;
}

const HOUR_MS = 3_600_000;

/** How long their links work; a mail that leaves later only confuses. */
const LINK_LIFE_MS: Partial<Record<MailKind, number>> = {
  PASSWORD_RESET: HOUR_MS,
  REGISTRATION: 48 * HOUR_MS,
  REGISTRATION_SIGN_IN: 48 * HOUR_MS,
  ORGANIZATION_START: 48 * HOUR_MS,
  ORGANIZATION_START_SIGN_IN: 48 * HOUR_MS,
};

const CONNECTION_KINDS: ReadonlySet<MailKind> = new Set<MailKind>([
  'CONNECTION_CREATED',
  'CONNECTION_ACTIVE',
  'STAFF_CONNECTION_ACTIVE',
]);

/** A few statements, however many mails. Rows that have meanwhile gone do not come back. */
export async function loadMails(
  { config, dataSource }: Pick<Services, 'config' | 'dataSource'>,
  ids: readonly string[],
): Promise<MailToDeliver[]> {
  const rows = await dataSource.query<Row[]>(
    `SELECT m.id, m.kind, m.send_key, m.recipient, m.payload, m.attempts, m.possible_copies, m.reason_code, m.organization_id, m.message_id,
            m.invitation_id, TIMESTAMPDIFF(MICROSECOND, m.created_at, NOW(3)) DIV 1000 AS age_ms,
            i.generation, i.support_code, ${STATUS_NOW} AS status, i.email AS invitation_email, i.last_mail_id, i.expires_at,
            o.slug, o.name AS organization_name, o.language, o.time_zone, o.accent_color, o.phone, o.visiting_address,
            o.suspended_at,
            c.id AS client_id, r.id AS invited_staff_id, COALESCE(c.first_name, r.first_name) AS first_name,
            COALESCE(c.last_name, r.last_name) AS last_name, COALESCE(c.email, r.email) AS invited_email,
            s.first_name AS staff_first_name, s.last_name AS staff_last_name,
            (SELECT p.name FROM enrolments e JOIN programs p ON p.id = e.program_id
              WHERE e.client_id = c.id ORDER BY e.created_at DESC, e.program_id LIMIT 1) AS program_name
       FROM mails m
       LEFT JOIN invitations i ON i.id = m.invitation_id
       LEFT JOIN organizations o ON o.id = m.organization_id
       LEFT JOIN clients c ON c.id = i.client_id
       LEFT JOIN staff_members r ON r.id = i.staff_member_id
       LEFT JOIN staff_members s ON s.id = i.sent_by AND s.kind = 'PERSON'
      WHERE m.id IN (?) ORDER BY m.next_attempt_at, m.id`,
    [ids],
  );
  const messages = await loadMessages(dataSource, rows);
  const unwilling = await loadUnwilling(dataSource, rows);
  const contents = new Map(rows.map((row) => [row.id, contentOf(config, row)]));
  const connected = await loadConnected(
    dataSource,
    rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      clientId: row.client_id,
      payload: CONNECTION_KINDS.has(row.kind) ? (contents.get(row.id) ?? {}) : {},
    })),
  );
  return rows.map((row) =>
    toMail(config, row, {
      message: messages.get(row.message_id ?? '') ?? null,
      content: contents.get(row.id) ?? null,
      connected: connected.get(row.id),
      unwilling: unwilling.has(row.id),
    }),
  );
}

/** Mails that invite somebody who has asked the organization, or everybody, not to since they were queued. */
async function loadUnwilling(
  dataSource: Services['dataSource'],
  rows: readonly Row[],
): Promise<ReadonlySet<string>> {
  const inviting = rows.flatMap(({ id, kind, organization_id, recipient }) =>
    invites(kind) && organization_id !== null
      ? [{ id, organizationId: organization_id, email: recipient }]
      : [],
  );
  const unwilling = await readSuppressed(dataSource, inviting);
  return new Set(inviting.flatMap(({ id }, index) => (unwilling[index] ? id : [])));
}

/** Apart from the mails, most of which share one: a body may be long. */
async function loadMessages(
  dataSource: Services['dataSource'],
  rows: readonly Row[],
): Promise<Map<string, CheckedMessage>> {
  const ids = [...new Set(rows.flatMap((row) => row.message_id ?? []))];
  if (ids.length === 0) return new Map();
  const found = await dataSource.query<MessageRow[]>(
    'SELECT id, subject, body, button_text FROM messages WHERE id IN (?)',
    [ids],
  );
  return new Map(
    found.map((row) => [row.id, { subject: row.subject, body: row.body, buttonText: row.button_text }]),
  );
}

function toMail(
  config: Services['config'],
  row: Row,
  {
    message,
    content,
    connected,
    unwilling,
  }: {
    message: CheckedMessage | null;
    content: Content | null;
    connected: Connected | undefined;
    unwilling: boolean;
  },
): MailToDeliver {
  const obsolete = whyObsolete(row, { unreadable: content === null, connected, unwilling });
  return {
    id: row.id,
    kind: row.kind,
    organizationId: row.organization_id,
    invitationId: row.invitation_id,
    attempts: row.attempts,
    possibleCopies: row.possible_copies,
    reasonCode: row.reason_code,
    ageMs: Number(row.age_ms),
    messageKey: row.message_id ?? row.organization_id ?? '',
    obsolete,
    held: row.suspended_at !== null,
    unreadable: content === null,
    compose: {
      kind: row.kind,
      invites: row.invited_staff_id === null ? 'CLIENT' : 'STAFF',
      sendKey: row.send_key,
      recipient: row.recipient,
      message,
      organization:
        row.organization_name === null
          ? null
          : {
              name: row.organization_name,
              language: row.language ?? 'en',
              timeZone: row.time_zone ?? 'UTC',
              accentColor: row.accent_color ?? '',
              phone: row.phone,
              visitingAddress: row.visiting_address,
            },
      language: content?.language,
      reason: content?.reason ?? null,
      client:
        row.client_id === null && row.invited_staff_id === null
          ? null
          : {
              firstName: row.first_name,
              lastName: row.last_name,
              email: content?.address ?? row.invited_email,
              programName: row.program_name,
            },
      staffName:
        row.staff_first_name === null ? null : `${row.staff_first_name} ${row.staff_last_name ?? ''}`.trim(),
      connections: connected,
      expiresAt: row.expires_at,
      // Made at this moment and kept nowhere. A mail that will not leave needs none.
      link: obsolete ? '' : linkOf(config, row, content, connected),
      stopLink:
        !obsolete && invites(row.kind)
          ? invitationLink(config, row.invitation_id ?? '', row.generation ?? 0, '/not-me')
          : null,
      supportCode: invites(row.kind) ? row.support_code : null,
    },
  };
}

/** Whatever was decided since the mail was queued has the last word. */
function whyObsolete(
  row: Row,
  {
    unreadable,
    connected,
    unwilling,
  }: { unreadable: boolean; connected: Connected | undefined; unwilling: boolean },
): DeliveryReason | null {
  if (Number(row.age_ms) > (LINK_LIFE_MS[row.kind] ?? Number.POSITIVE_INFINITY)) return 'EXPIRED';
  if (unreadable) return null;
  if (CONNECTION_KINDS.has(row.kind)) return connected ? null : 'CONNECTION_REMOVED';
  if (!invites(row.kind)) return null;
  if (unwilling) return 'SUPPRESSED';
  if (row.status !== 'PENDING') return row.status ?? 'WITHDRAWN';
  if (row.invitation_email !== row.recipient) return 'WITHDRAWN';
  if (row.last_mail_id !== null && row.last_mail_id !== row.id) return 'SUPERSEDED';
  return null;
}

function linkOf(
  config: Services['config'],
  row: Row,
  content: Content | null,
  connected: Connected | undefined,
): string {
  switch (row.kind) {
    case 'INVITATION':
    case 'REMINDER':
      return invitationLink(config, row.invitation_id ?? '', row.generation ?? 0);
    case 'CONNECTION_CREATED':
    case 'CONNECTION_ACTIVE':
      return `${config.publicUrl}/portal/`;
    case 'STAFF_CONNECTION_ACTIVE':
      return `${config.publicUrl}/admin/o/${row.slug}/clients${connected?.clientId ? `/${connected.clientId}` : ''}`;
    case 'RENEWAL_REQUESTED':
    case 'WRONG_RECIPIENT':
      return row.invited_staff_id === null
        ? `${config.publicUrl}/admin/o/${row.slug}/clients/${row.client_id}`
        : `${config.publicUrl}/admin/o/${row.slug}/invitations?${new URLSearchParams({
            recipient: 'staff',
            q: row.invitation_email ?? '',
          })}`;
    default:
      return content?.url ?? config.publicUrl;
  }
}

type Content = ConnectionPayload & { url?: string; language?: Language; reason?: string; address?: string };

/** What a mail carries that is not to be looked up when it leaves; null when it cannot be opened, so that the others of its batch leave. */
function contentOf(config: Services['config'], { payload }: Row): Content | null {
  if (payload === null) return {};
  try {
    return openPayload(config, payload);
  } catch {
    return null;
  }
}
