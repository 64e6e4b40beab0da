import { isDigit, isLineBreak, isSeparator } from './characters.js';

export interface Range {
  start: number;
  end: number;
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;

/**
 * Where the quotation that begins at `start` ends, behind its closing mark. Not closed: where the line ends.
 * `\"` and the spreadsheet's `""` are marks within. Null when no quotation begins here.
 */
export function closingQuote(
  text: string,
  start: number,
  limit: number,
): { end: number; closed: boolean } | null {
  const opening = text.charCodeAt(start);
  const straight = opening === QUOTE;
  if (!straight && opening !== 0x201c && opening !== 0x201e) return null;
  let at = start + 1;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) break;
    if (straight && code === BACKSLASH && !isLineBreak(text.charCodeAt(at + 1))) at++;
    else if (straight && code === QUOTE && text.charCodeAt(at + 1) === QUOTE) at++;
    else if (straight ? code === QUOTE : code === 0x201d || code === 0x201c)
      return { end: at + 1, closed: true };
  }
  return { end: Math.min(at, limit), closed: false };
}

/** A bullet or a line of a table: a mark that stands alone and says nothing. */
export function isListMark(word: string): boolean {
  return (word.length === 1 && '-–—•*·‣◦▪|>'.includes(word)) || word.toLowerCase() === 'mailto:';
}

/** `12.` or `12)` at the beginning of a line. */
export function isListNumber(word: string): boolean {
  if (word.length < 2 || word.length > 4 || !/[.)]/.test(word.charAt(word.length - 1))) return false;
  for (let i = 0; i < word.length - 1; i++) if (!isDigit(word.charCodeAt(i))) return false;
  return true;
}

/** Where an address seems to stand in a text: the first `@` with something on both sides of it, or -1. */
export function addressSign(text: string): number {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (isWordUnit(text.charCodeAt(at - 1)) && isWordUnit(text.charCodeAt(at + 1))) return at;
  }
  return -1;
}

export function unescapeQuoted(text: string): string {
  return text.replace(/\\(.)|""/gu, (_, escaped: string | undefined) => escaped ?? '"');
}

export function unwrapApostrophes(name: string): string {
  return name.length > 1 && name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1) : name;
}

function isWordUnit(code: number): boolean {
  return !Number.isNaN(code) && !isSeparator(code);
}
