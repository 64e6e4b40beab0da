import { encode, wrap } from 'nodemailer/lib/qp';
import { fillSlots, type SlottedText } from './message/slots.js';

const LINE = 76;
/** Ends a line of the encoding without ending one of the text. */
const SOFT_BREAK = '=\r\n';

/**
 * A slotted text whose fixed parts are encoded already: of a batch of mails only what differs is encoded for each. A part
 * and a value each begin on a line of their own, which the soft breaks between them make invisible.
 */
export function encodeFixedParts(text: SlottedText): SlottedText {
  return text.map((piece) => (typeof piece === 'string' ? encodeText(piece) + SOFT_BREAK : piece));
}

export function fillEncoded(text: SlottedText, values: Readonly<Record<string, string>>): string {
  return fillSlots(text, values, (value) => encodeText(value) + SOFT_BREAK);
}

function encodeText(text: string): string {
  // Two columns short of the limit, so that the soft break behind it still fits.
  return wrap(encode(text.replace(/\r?\n/g, '\r\n')), LINE - 2);
}
