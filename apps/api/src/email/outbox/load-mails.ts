import type { Services } from '../../context.js';
import { invitationLink } from '../../invitations/invitation-token.js';
import type { Language } from '../../organizations/language.js';
import { logoUrl } from '../../organizations/logo/logo-name.js';
import type { MailToCompose } from '../compose-mail.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import { readSuppressed } from '../limits/suppressions.js';
import type { MailKind } from '../mail.entity.js';
import { openPayload } from '../mail-payload.js';
import type { CheckedMessage } from '../message/check-message.js';
import { inLanguage } from '../message/default-message.js';
import {
  CONNECTION_KINDS,
  type Connected,
  type ConnectionPayload,
  invites,
  loadConnected,
} from './load-connected.js';
import { mailLink } from './mail-link.js';
import { type MailRow, readMailRows } from './mail-rows.js';
import { whyObsolete } from './why-obsolete.js';

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

type Content = ConnectionPayload & { url?: string; language?: Language; reason?: string; address?: string };

interface MessageRow {
  id: string;
  subject: string;
  body: string;
  button_text: string;
}

/** A few statements, however many mails. Rows that have meanwhile gone do not come back. */
export async function loadMails(
  { config, dataSource }: Pick<Services, 'config' | 'dataSource'>,
  ids: readonly string[],
): Promise<MailToDeliver[]> {
  const rows = await readMailRows(dataSource, ids);
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
  rows: readonly MailRow[],
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
  rows: readonly MailRow[],
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
  row: MailRow,
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
  const obsolete = whyObsolete(row, {
    unreadable: content === null,
    connected: connected !== undefined,
    unwilling,
  });
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
      message: message && inLanguage(message, row.language ?? 'en'),
      organization: organizationOf(config, row),
      language: content?.language,
      reason: content?.reason ?? null,
      client: invitedOf(row, content),
      staffName:
        row.staff_first_name === null ? null : `${row.staff_first_name} ${row.staff_last_name ?? ''}`.trim(),
      connections: connected,
      expiresAt: row.expires_at,
      // A mail that will not leave needs none.
      link: obsolete ? '' : mailLink(config, row, content?.url, connected?.clientId),
      stopLink:
        !obsolete && invites(row.kind)
          ? invitationLink(config, row.invitation_id ?? '', row.generation ?? 0, '/not-me')
          : null,
      supportCode: invites(row.kind) ? row.support_code : null,
    },
  };
}

function organizationOf(config: Services['config'], row: MailRow): MailToDeliver['compose']['organization'] {
  if (row.organization_name === null) return null;
  return {
    name: row.organization_name,
    language: row.language ?? 'en',
    timeZone: row.time_zone ?? 'UTC',
    accentColor: row.accent_color ?? '',
    logoUrl: logoUrl(config, row.logo),
    phone: row.phone,
    visitingAddress: row.visiting_address,
  };
}

/** The client or the staff member whom the mail is about. */
function invitedOf(row: MailRow, content: Content | null): MailToDeliver['compose']['client'] {
  if (row.client_id === null && row.invited_staff_id === null) return null;
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    email: content?.address ?? row.invited_email,
    programName: row.program_name,
  };
}

/** What a mail carries that is not to be looked up when it leaves; null when it cannot be opened, so that the others of its batch leave. */
function contentOf(config: Services['config'], { payload }: MailRow): Content | null {
  if (payload === null) return {};
  try {
    return openPayload(config, payload);
  } catch {
    return null;
  }
}
