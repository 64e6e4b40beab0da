import sanitizeHtml from 'sanitize-html';
import { tooLong, UserError, UserErrors } from '../../errors.js';
import type { InvitationRecipient } from '../../invitations/invitation.entity.js';
import { BODY_MAX, BUTTON_TEXT_MAX, type MessageInput, SUBJECT_MAX } from './message.inputs.js';
import { PLACEHOLDER_NAMES } from './placeholders.js';

/** A message that may be stored and sent: trimmed, its body reduced to the allowed HTML. */
export interface CheckedMessage {
  subject: string;
  body: string;
  buttonText: string;
}

const ABSOLUTE = /^(?:https|mailto):/i;
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    b: 'strong',
    i: 'em',
    div: 'p',
    // A mail has no place of its own that a relative link could be relative to. And what is filled in for one recipient, their
    // own link above all, must not be carried to another site.
    a: (tagName, attribs) => {
      const href = attribs.href ?? '';
      return { tagName, attribs: ABSOLUTE.test(href) && !href.includes('{{') ? attribs : {} };
    },
  },
  disallowedTagsMode: 'discard',
};
const HAS_TAG = /<\/?[a-z][^>]*>/i;
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/**
 * Refuses what could not be sent as meant: empty or overlong parts, and placeholders that are unknown or broken, each
 * named. All problems at once, each at its field below `path`.
 */
export function checkMessage(
  input: MessageInput,
  path: string[] = ['message'],
  recipient: InvitationRecipient = 'CLIENT',
): CheckedMessage {
  const check: Check = { known: PLACEHOLDER_NAMES[recipient], errors: [] };
  const line = (text: string) => text.replace(/\s+/g, ' ').trim();
  const checked = {
    subject: checkText(line(input.subject), SUBJECT_MAX, [...path, 'subject'], check),
    body: checkBody(input.body, [...path, 'body'], check),
    buttonText: checkText(line(input.buttonText), BUTTON_TEXT_MAX, [...path, 'buttonText'], check),
  };
  if (check.errors.length > 0) throw new UserErrors(...check.errors);
  return checked;
}

interface Check {
  /** Names of the placeholders that the message may hold. */
  known: readonly string[];
  errors: UserError[];
}

const MISSING: Record<string, string> = {
  subject: 'Give a subject.',
  body: 'Write a message.',
  buttonText: 'Say what the button does.',
};

function checkText(text: string, max: number, path: string[], { known, errors }: Check): string {
  if (text === '') errors.push(new UserError('REQUIRED', MISSING[path.at(-1) ?? ''] ?? '', path));
  if (text.length > max) errors.push(tooLong(text, max, path));
  errors.push(...placeholderErrors(text, path, known));
  return text;
}

function checkBody(raw: string, path: string[], { known, errors }: Check): string {
  if (raw.length > BODY_MAX) {
    errors.push(tooLong(raw, BODY_MAX, path));
    return '';
  }
  const html = sanitizeHtml(HAS_TAG.test(raw) ? raw : paragraphs(raw), ALLOWED);
  const visible = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} });
  if (visible.trim() === '') errors.push(new UserError('REQUIRED', MISSING.body ?? '', path));
  // A tag inside the braces would break a placeholder as surely as a typing error.
  errors.push(...placeholderErrors(html, path, known));
  return html;
}

function placeholderErrors(text: string, path: string[], known: readonly string[]): UserError[] {
  const errors: UserError[] = [];
  const rest = text.replace(PLACEHOLDER, (token: string, name: string) => {
    if (!known.includes(name))
      errors.push(
        new UserError(
          'UNKNOWN_PLACEHOLDER',
          `${token.length > 60 ? `${token.slice(0, 57)}…}}` : token} is not a placeholder. There are: ${known.map((one) => `{{${one}}}`).join(', ')}.`,
          path,
        ),
      );
    return '';
  });
  const broken = /\{\{.{0,40}|.{0,40}\}\}/s.exec(rest)?.[0];
  if (broken)
    errors.push(
      new UserError(
        'BROKEN_PLACEHOLDER',
        `“${broken.trim()}” is half a placeholder. Remove it and insert it anew.`,
        path,
      ),
    );
  return errors;
}

function paragraphs(text: string): string {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\r?\n/g, '<br />')}</p>`)
    .join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
