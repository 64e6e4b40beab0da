import { createHash } from 'node:crypto';
import parseAddress from 'nodemailer/lib/addressparser';
import { encodeWords, foldLines } from 'nodemailer/lib/mime-funcs';
import type { Config } from '../config.js';
import type { InvitationRecipient } from '../invitations/invitation.entity.js';
import type { Language } from '../organizations/language.js';
import type { MailKind } from './mail.entity.js';
import type { CheckedMessage } from './message/check-message.js';
import type { SlottedText } from './message/slots.js';
import type { Envelope } from './outbox/smtp-pool.js';
import { encodeFixedParts, fillEncoded } from './quoted-printable.js';
import {
  fillSubject,
  type MailOrganization,
  type MailSkeleton,
  renderSkeleton,
  valuesFor,
} from './render-mail.js';

export interface MailToCompose {
  kind: MailKind;
  /** Whom the invitation that it is about invites; left out: a client. */
  invites?: InvitationRecipient;
  sendKey: string;
  recipient: string;
  message: CheckedMessage | null;
  organization: MailOrganization | null;
  /** When it is another than the organization's. */
  language?: Language;
  /** Or whoever is invited to the staff. */
  client: {
    firstName: string | null;
    lastName: string | null;
    email: string | null;
    programName: string | null;
  } | null;
  staffName: string | null;
  connections?: { names: readonly string[]; more: number };
  expiresAt: Date | null;
  link: string;
  supportCode: string | null;
  /** Where an invited person stops it; null for a mail that was asked for. */
  stopLink: string | null;
  /** Words of staff that go with it. */
  reason?: string | null;
}

interface ComposedMail {
  envelope: Envelope;
  messageId: string;
  raw: Buffer;
}

interface EncodedSkeleton extends MailSkeleton {
  encodedHtml: SlottedText;
  encodedText: SlottedText;
}

/** Composes the mails of one batch; what all recipients of a message share is rendered once. */
export class MailComposer {
  readonly #from: { name: string; address: string };
  readonly #skeletons = new Map<string, Promise<EncodedSkeleton>>();

  constructor(config: Pick<Config, 'mailFrom'>) {
    const [from] = parseAddress(config.mailFrom, { flatten: true });
    if (!from?.address) throw new Error('MAIL_FROM holds no address');
    this.#from = { name: from.name ?? '', address: from.address };
  }

  /** `messageKey` tells apart what is rendered once: the message's id, or the organization's for a mail without one. */
  async compose(mail: MailToCompose, messageKey: string): Promise<ComposedMail> {
    const skeleton = await this.#skeleton(
      mail,
      `${mail.kind} ${mail.invites ?? ''} ${messageKey} ${mail.language ?? ''}`,
    );
    const values = valuesFor(skeleton, {
      clientFirstName: mail.client?.firstName ?? null,
      clientLastName: mail.client?.lastName ?? null,
      clientAddress: mail.client?.email ?? null,
      programName: mail.client?.programName ?? null,
      staffName: mail.staffName,
      expiresAt: mail.expiresAt,
      connections: mail.connections?.names,
      moreConnections: mail.connections?.more,
      link: mail.link,
      supportCode: mail.supportCode,
      reason: mail.reason,
    });
    const messageId = this.messageId(mail.sendKey);
    const boundary = `=_${createHash('sha256').update(mail.sendKey).digest('hex').slice(0, 24)}`;
    const lines = [
      `From: ${addressHeader(skeleton.senderName ?? this.#from.name, this.#from.address)}`,
      `To: ${mail.recipient}`,
      header('Subject', encodeWords(fillSubject(skeleton, values.subject), 'Q', 52, false)),
      `Message-ID: ${messageId}`,
      `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
      'Auto-Submitted: auto-generated',
      'X-Auto-Response-Suppress: All',
      // Opened like any link, where a person confirms: with a one-click POST a scanner could stop an invitation.
      ...(mail.stopLink ? [`List-Unsubscribe: <${mail.stopLink}>`] : []),
      `Content-Language: ${skeleton.language}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/alternative; boundary="${boundary}"`,
      '',
      ...part(boundary, 'text/plain', fillEncoded(skeleton.encodedText, values.text)),
      ...part(boundary, 'text/html', fillEncoded(skeleton.encodedHtml, values.html)),
      `--${boundary}--`,
      '',
    ];
    return {
      envelope: { from: this.#from.address, to: mail.recipient },
      messageId,
      raw: Buffer.from(lines.join('\r\n'), 'latin1'),
    };
  }

  /** The same for every attempt at one decision to send, so that a receiver can tell a second copy. */
  messageId(sendKey: string): string {
    const domain = this.#from.address.split('@')[1] ?? 'localhost';
    return `<${createHash('sha256').update(sendKey).digest('hex').slice(0, 40)}@${domain}>`;
  }

  #skeleton(mail: MailToCompose, key: string): Promise<EncodedSkeleton> {
    let skeleton = this.#skeletons.get(key);
    if (!skeleton) {
      skeleton = renderSkeleton(mail.kind, mail.organization, mail.message, mail.language, mail.invites).then(
        (rendered) => ({
          ...rendered,
          encodedHtml: encodeFixedParts(rendered.html),
          encodedText: encodeFixedParts(rendered.text),
        }),
      );
      this.#skeletons.set(key, skeleton);
    }
    return skeleton;
  }
}

function addressHeader(name: string, address: string): string {
  if (name === '') return address;
  // Always as an encoded word or a quoted string: a comma in a practice's name must not make two senders.
  const shown = /^[\x20-\x7e]*$/.test(name)
    ? `"${name.replace(/["\\]/g, '\\$&')}"`
    : encodeWords(name, 'Q', 52, true);
  return `${shown} <${address}>`;
}

function header(name: string, value: string): string {
  return foldLines(`${name}: ${value}`, 76);
}

function part(boundary: string, type: string, encoded: string): string[] {
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    encoded,
    '',
  ];
}
