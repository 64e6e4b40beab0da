import type { InvitationRecipient } from '../invitations/invitation.entity.js';
import type { Language } from '../organizations/language.js';
import { accent, textOn } from './accent.js';
import type { MailKind } from './mail.entity.js';
import { mailTemplate } from './mail-template.js';
import type { CheckedMessage } from './message/check-message.js';
import { bodyAsText } from './message/message-text.js';
import { cutAtSlots, escapeHtml, fillSlots, type SlottedText } from './message/slots.js';
import { plainName } from './plain-words.js';
import { type MailWords, mailWords } from './words/mail-words.js';

export interface MailOrganization {
  name: string;
  language: Language;
  timeZone: string;
  accentColor: string;
  logoUrl: string | null;
  phone: string | null;
  visitingAddress: string | null;
}

/** What differs from recipient to recipient. The client is, in an invitation to the staff, whoever is invited. */
interface RecipientValues {
  clientFirstName: string | null;
  clientLastName: string | null;
  clientAddress: string | null;
  /** Null when no person sends it, but the organization by a partner app. */
  staffName: string | null;
  programName: string | null;
  expiresAt: Date | null;
  /** Names of those whom the mail says the recipient is, or will be, connected with. */
  connections?: readonly string[];
  /** How many more there are than are named. */
  moreConnections?: number;
  link: string;
  /** Null for a mail to anybody but the invited person. */
  supportCode: string | null;
  /** Words of staff that go with it. */
  reason?: string | null;
}

/** One mail's text, the same for all recipients but for its slots. */
export interface MailSkeleton {
  language: Language;
  senderName: string | null;
  organizationName: string;
  formatDate: (moment: Date) => string;
  formatNames: (names: readonly string[], more: number) => string;
  /** The sentence about connections in an invitation. */
  connectedWith: SlottedText;
  subject: SlottedText;
  html: SlottedText;
  text: SlottedText;
}

interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** Renders what all recipients of one message have in common, with slots where they differ. */
export async function renderSkeleton(
  kind: MailKind,
  organization: MailOrganization | null,
  message: CheckedMessage | null,
  /** Of a recipient who reads another language than the organization writes, or when no organization sends it. */
  ownLanguage?: Language,
  /** Whom the invitation that it is about invites. */
  invites: InvitationRecipient = 'CLIENT',
): Promise<MailSkeleton> {
  const language = ownLanguage ?? organization?.language ?? 'en';
  const words = mailWords[language];
  const own = { ...words.kinds[kind], ...(invites === 'STAFF' ? words.toStaff[kind] : {}) };
  const name = plainName(organization?.name ?? 'Anteroom');
  const subject = message
    ? (kind === 'REMINDER' ? words.reminderSubject : '') + message.subject
    : own.subject;
  const body = message?.body ?? own.body;
  const buttonText = message?.buttonText ?? own.buttonText;
  const connects = invites === 'CLIENT' && (kind === 'INVITATION' || kind === 'REMINDER');
  const deadline = connects ? `${own.deadline} {{ConnectedWith}}` : own.deadline;
  const sender = [name, oneLine(organization?.visitingAddress), oneLine(organization?.phone)]
    .filter(Boolean)
    .join(' · ');

  const html = fillSlots(cutAtSlots(await mailTemplate()), {
    Language: language,
    Headline: own.headline,
    Preheader: own.preheader,
    Body: body,
    ButtonText: escapeHtml(buttonText),
    LinkInWords: words.linkInWords,
    Deadline: deadline,
    Why: own.why,
    NotYou: own.notYou,
    Sender: escapeHtml(sender),
    Logo: organization?.logoUrl ? logoImage(organization.logoUrl) : '',
    Accent: accent(organization?.accentColor),
    OnAccent: textOn(accent(organization?.accentColor)),
  });
  const text = [
    own.headline,
    bodyAsText(body),
    `${fillSlots(cutAtSlots(words.buttonInText), { ButtonText: buttonText })}\n{{Link}}`,
    deadline,
    `--\n${[own.why, own.notYou].filter(Boolean).join(' ')} {{SupportLine}}`,
    sender,
  ];
  return {
    language,
    formatDate: longDate(language, organization?.timeZone ?? 'UTC'),
    formatNames: nameList(language, words.others),
    connectedWith: cutAtSlots(words.connectedWith),
    senderName: organization ? name : null,
    organizationName: name,
    subject: cutAtSlots(subject),
    html: cutAtSlots(html),
    text: cutAtSlots(text.filter(Boolean).join('\n\n')),
  };
}

type Values = Readonly<Record<string, string>>;

/** What stands in the slots for one recipient: as text, and escaped for HTML. Names are defused in both. */
export function valuesFor(
  skeleton: MailSkeleton,
  recipient: RecipientValues,
): { subject: Values; text: Values; html: Values } {
  const firstName = plainName(recipient.clientFirstName);
  const lastName = plainName(recipient.clientLastName);
  const names = skeleton.formatNames(
    (recipient.connections ?? []).map((name) => plainName(name)),
    recipient.moreConnections ?? 0,
  );
  const { supportCode } = mailWords[skeleton.language];
  const text = {
    ClientFirstName: firstName,
    ClientLastName: lastName,
    FirstName: firstName,
    LastName: lastName,
    ClientName: `${firstName} ${lastName}`.trim() || (recipient.clientAddress ?? ''),
    ClientAddress: recipient.clientAddress ?? '',
    OrganizationName: skeleton.organizationName,
    StaffName: plainName(recipient.staffName) || skeleton.organizationName,
    ProgramName: plainName(recipient.programName),
    ExpiryDate: recipient.expiresAt ? skeleton.formatDate(recipient.expiresAt) : '',
    ConnectionNames: names,
    ConnectedWith: names === '' ? '' : fillSlots(skeleton.connectedWith, { ConnectionNames: names }),
    ClientPortalLink: recipient.link,
    InvitationLink: recipient.link,
    Link: recipient.link,
    SupportLine: recipient.supportCode
      ? fillSlots(cutAtSlots(supportCode), { SupportCode: recipient.supportCode })
      : '',
    Reason: recipient.reason ?? '',
  };
  const escaped = Object.fromEntries(Object.entries(text).map(([name, value]) => [name, escapeHtml(value)]));
  const codeInHtml = `<span style="white-space:nowrap">${escapeHtml(recipient.supportCode ?? '')}</span>`;
  const link = `<a href="${escapeHtml(recipient.link)}">${escapeHtml(recipient.link)}</a>`;
  return {
    // A link in a subject helps nobody.
    subject: { ...text, ClientPortalLink: '', InvitationLink: '', Link: '' },
    text,
    html: {
      ...escaped,
      ClientPortalLink: link,
      InvitationLink: link,
      SupportLine: recipient.supportCode
        ? fillSlots(cutAtSlots(supportCode), { SupportCode: codeInHtml })
        : '',
      Reason: escapeHtml(recipient.reason ?? '').replaceAll(/\r?\n/g, '<br />'),
    },
  };
}

/** The name follows as text, so that it has no words of its own; on a dark page it keeps the ground it was drawn for. */
function logoImage(url: string): string {
  const style =
    'display:block;width:auto;height:48px;max-width:240px;margin:0 0 12px 0;border:0;border-radius:6px;background:#ffffff';
  return `<img src="${escapeHtml(url)}" alt="" height="48" style="${style}" />`;
}

/** What is written over several lines, for the line at the foot; nothing is filled into it. */
function oneLine(text: string | null | undefined): string {
  const lines = (text ?? '').split('\n').map((line) => line.replace(/[\s{}]+/g, ' ').trim());
  return lines.filter(Boolean).join(', ');
}

export function fillSubject(skeleton: MailSkeleton, values: Values): string {
  return fillSlots(skeleton.subject, values).replace(/\s+/g, ' ').trim();
}

/** One recipient's mail as people see it, before it is encoded. */
export function fillSkeleton(skeleton: MailSkeleton, recipient: RecipientValues): RenderedMail {
  const values = valuesFor(skeleton, recipient);
  return {
    subject: fillSubject(skeleton, values.subject),
    html: fillSlots(skeleton.html, values.html),
    text: fillSlots(skeleton.text, values.text),
  };
}

/**
 * Weekday first and to the minute, in the organization's zone: "Saturday, 5 December 2026 at 23:30". Without the time somebody
 * would take the whole of the last day for theirs. A formatter is costly to make and kept.
 */
function longDate(language: Language, timeZone: string): (moment: Date) => string {
  const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  });
  return (moment) => format.format(moment);
}

/** "Ada, Bram and 3 others". */
function nameList(
  language: Language,
  others: MailWords['others'],
): (names: readonly string[], more: number) => string {
  const format = new Intl.ListFormat(language, { type: 'conjunction' });
  const plural = new Intl.PluralRules(language);
  return (names, more) => {
    if (more <= 0) return format.format(names);
    const counted = plural.select(more) === 'one' ? others.one : others.other;
    return format.format([...names, counted.replace('{{Count}}', String(more))]);
  };
}
