import { isControl, isInvisible, isLetterOrDigit, isLineBreak, isSpace } from './characters.js';

export const MAX_NAME_LENGTH = 100;

/**
 * Makes a display name harmless, since it ends up in mails and headers: no control, bidirectional or
 * zero-width characters, nothing that a mail program turns into a link, and a length that fits a line.
 */
export function neutralizeName(raw: string): string | null {
  // Collected with room to spare and cut before normalising: composing accents is not linear on hostile input.
  const collected = collectProse(raw, MAX_NAME_LENGTH * 2);
  const name = cut(collected.normalize('NFC'), MAX_NAME_LENGTH).trim();
  return name === '' || !/[\p{L}\p{N}]/u.test(name) ? null : name;
}

/** A slice of the input made fit to be shown in a message: nothing hidden, nothing endless. */
export function shownText(text: string, maxLength = 80): string {
  let shown = '';
  for (const character of text.slice(0, maxLength * 2)) {
    const unit = character.charCodeAt(0);
    const lone = character.length === 1 && unit >= 0xd800 && unit <= 0xdfff;
    if (isSpace(unit) || isLineBreak(unit)) shown += ' ';
    else shown += isControl(unit) || isInvisible(unit) || lone ? '\ufffd' : character;
  }
  const short = cut(shown, maxLength);
  return short.length < shown.length || text.length > maxLength * 2 ? `${short}…` : short;
}

function collectProse(raw: string, limit: number): string {
  let prose = '';
  for (let i = 0; i < raw.length && prose.length < limit; ) {
    const character = String.fromCodePoint(raw.codePointAt(i) ?? 0);
    const unit = raw.charCodeAt(i);
    i += character.length;
    if (isInvisible(unit) || (character.length === 1 && unit >= 0xd800 && unit <= 0xdfff)) continue;
    // Signs of links, addresses, markup, placeholders and encoded words have no place in a name.
    if (isSpace(unit) || isLineBreak(unit) || isControl(unit) || '/\\@:<>=;{}"'.includes(character)) {
      if (prose !== '' && !prose.endsWith(' ')) prose += ' ';
      continue;
    }
    prose += character;
    // `evil.example` becomes two words, `J.P.` stays: one letter is an initial, two could be a domain.
    if (character === '.' && isWordAhead(raw, i)) prose += ' ';
  }
  return prose;
}

function isWordAhead(raw: string, at: number): boolean {
  return isWordUnit(raw.charCodeAt(at)) && isWordUnit(raw.charCodeAt(at + 1));
}

function isWordUnit(code: number): boolean {
  return isLetterOrDigit(code) || (code > 0xbf && !isSpace(code) && !isLineBreak(code));
}

/** Cuts between whole characters, never through a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
