import { normalizeAddress } from './address.js';
import {
  isDivider,
  isInvisible,
  isLineBreak,
  isSeparator,
  isSpace,
  isTrailingWrapper,
} from './characters.js';
import { neutralizeName } from './display-name.js';
import type { AddressProblem } from './problems.js';
import { suggestAddress, suggestRepair } from './suggestion.js';
import {
  addressSign,
  closingQuote,
  isListMark,
  isListNumber,
  type Range,
  unescapeQuoted,
  unwrapApostrophes,
} from './words.js';
import { addressWithin, trim } from './wrapping.js';

/** How many addresses one paste may hold. */
export const MAX_ADDRESSES = 200;

export interface AddressEntry {
  /** Its place in the list, from 0. */
  index: number;
  /** The entry as written, with name, brackets and trailing punctuation: `text` is the input's [start, end). */
  start: number;
  end: number;
  text: string;
  /** The address within the entry: what to replace by a suggestion, so that a name is kept. */
  addressStart: number;
  addressEnd: number;
  /** Trimmed and in lower case; null when it cannot be used. */
  address: string | null;
  /** The name of `Name <address>`, harmless to show. */
  name: string | null;
  /** Why it cannot be used; `position` counts from the beginning of the whole input. */
  problem: AddressProblem | null;
  /** The first entry with the same address. */
  duplicateOf: number | null;
  /** The whole address that was probably meant. A hint: it makes no entry bad. */
  suggestion: string | null;
}

/**
 * Reads a pasted list: addresses and `Name <address>`, between commas, semicolons, spaces, tabs and new lines.
 * Every word ends up in an entry; what is no address becomes a bad one, so that nothing is lost silently.
 *
 * The words before `<` are its name, back to the previous comma, semicolon, new line or address.
 */
export function parseAddressList(text: string): AddressEntry[] {
  const reader = new AddressListReader(text);
  reader.read({ start: 0, end: text.length }, false);
  return reader.entries;
}

interface NamePart extends Range {
  quoted: boolean;
}

interface Candidate {
  entry: Range;
  address: Range;
  name: string | null;
  problem?: AddressProblem;
}

interface ReadName extends Pick<Candidate, 'name' | 'problem'> {
  /** The name is the address once more. */
  repeated?: boolean;
}

/** What has been read since the last separator that ends a name. */
interface Open {
  /** Words that are a name if `<` follows, and bad entries otherwise. */
  parts: NamePart[];
  /** An address with nothing but spaces since: `ada@x.org <ada@x.org>` is one entry. */
  bare: AddressEntry | null;
  atLineStart: boolean;
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUOTE = 0x22;

class AddressListReader {
  readonly entries: AddressEntry[] = [];
  private readonly firstOf = new Map<string, number>();
  private noStraightQuoteBefore = 0;
  private noCurlyQuoteBefore = 0;

  constructor(private readonly text: string) {}

  read(range: Range, insideQuotes: boolean): void {
    const open: Open = { parts: [], bare: null, atLineStart: true };
    let at = range.start;
    while (at < range.end) {
      const code = this.text.charCodeAt(at);
      if (isSpace(code)) {
        at++;
      } else if (isLineBreak(code) || isDivider(code)) {
        this.flush(open);
        open.atLineStart = isLineBreak(code);
        at++;
      } else if (code === LESS_THAN) {
        at = this.readBrackets(at, range.end, open);
      } else {
        at = this.readWord(at, range.end, open, insideQuotes);
      }
    }
    this.flush(open);
  }

  /** Words that turned out to be no name: each is a bad entry of its own, what was in quotes is read by itself. */
  private flush(open: Open): void {
    for (const part of open.parts) {
      if (part.quoted) this.read({ start: part.start + 1, end: part.end - 1 }, true);
      else this.add({ entry: part, address: part, name: null });
    }
    open.parts = [];
    open.bare = null;
    open.atLineStart = false;
  }

  private readWord(start: number, limit: number, open: Open, insideQuotes: boolean): number {
    const quoteEnd = insideQuotes ? null : this.quoteEnd(start, limit);
    const quotedLocalPart = quoteEnd !== null && this.text.charCodeAt(quoteEnd) === 0x40;
    if (quoteEnd !== null && !quotedLocalPart) {
      open.parts.push({ start, end: quoteEnd, quoted: true });
      open.atLineStart = false;
      return quoteEnd;
    }
    const end = this.wordEnd(quoteEnd ?? start, limit);
    const range = trim(this.text, { start, end }, isInvisible, isInvisible);
    const word = this.text.slice(range.start, range.end);
    if (word === '' || isListMark(word) || (open.atLineStart && isListNumber(word))) {
      open.atLineStart &&= word === '';
      return end;
    }
    this.placeWord(range, word, open);
    return end;
  }

  private placeWord(range: Range, word: string, open: Open): void {
    open.atLineStart = false;
    if (word.includes('@') || word.includes('\uff20')) {
      this.flush(open);
      open.bare = this.add({ entry: range, address: addressWithin(this.text, range), name: null });
    } else if (word.endsWith(':')) {
      this.flush(open);
      const problem: AddressProblem = { code: 'LABEL', position: range.start, character: null };
      this.add({ entry: range, address: range, name: null, problem });
    } else {
      open.parts.push({ ...range, quoted: false });
    }
  }

  /** Reads `<address>`. Without `>` on the same line the next word is the address. */
  private readBrackets(start: number, limit: number, open: Open): number {
    const content: Range = { start, end: start };
    while (content.start < limit && this.text.charCodeAt(content.start) === LESS_THAN) content.start++;
    content.end = content.start;
    while (content.end < limit && !this.endsBrackets(this.text.charCodeAt(content.end))) content.end++;
    let end = content.end;
    if (end < limit && this.text.charCodeAt(end) === GREATER_THAN) {
      while (end < limit && this.closesEntry(this.text.charCodeAt(end))) end++;
    } else {
      while (content.start < limit && isSpace(this.text.charCodeAt(content.start))) content.start++;
      content.end = this.wordEnd(content.start, limit);
      end = content.end;
    }
    const entry = { start: open.parts[0]?.start ?? start, end };
    this.placeBracketed(entry, addressWithin(this.text, content), open);
    return end;
  }

  private placeBracketed(entry: Range, addressRange: Range, open: Open): void {
    const { address } = normalizeAddress(this.text.slice(addressRange.start, addressRange.end));
    const { bare } = open;
    if (open.parts.length === 0 && bare && address !== null && bare.address === address) {
      // Mail programs write an address without a name as `ada@x.org <ada@x.org>` or `<mailto:ada@x.org>`.
      bare.end = entry.end;
      bare.text = this.text.slice(bare.start, bare.end);
      coverWhole(bare);
    } else {
      const { repeated, ...name } = this.readName(open.parts, address);
      const added = this.add({ entry, address: addressRange, ...name });
      if (repeated) coverWhole(added);
    }
    open.parts = [];
    open.bare = null;
    open.atLineStart = false;
  }

  private readName(parts: NamePart[], address: string | null): ReadName {
    let name = '';
    let end = parts[0]?.start ?? 0;
    for (const part of parts) {
      const written = this.text.slice(part.start + (part.quoted ? 1 : 0), part.end - (part.quoted ? 1 : 0));
      const sign = part.quoted ? addressSign(written) : -1;
      if (sign !== -1) {
        const inner = addressWithin(this.text, { start: part.start + 1, end: part.end - 1 });
        const same =
          address !== null && normalizeAddress(this.text.slice(inner.start, inner.end)).address === address;
        if (same && parts.length === 1) return { name: null, repeated: true };
        // Whom to write to would be a guess: `"bob@x.org" <ada@x.org>`.
        const position = part.start + 1 + sign;
        return { name: null, problem: { code: 'ADDRESS_IN_NAME', position, character: '@' } };
      }
      name += `${part.start > end ? ' ' : ''}${part.quoted ? unescapeQuoted(written) : written}`;
      end = part.end;
    }
    return { name: neutralizeName(unwrapApostrophes(name)) };
  }

  private add({ entry, address: range, name, problem }: Candidate): AddressEntry {
    const candidate = this.text.slice(range.start, range.end);
    const checked = normalizeAddress(candidate);
    const found =
      problem ??
      (checked.problem && { ...checked.problem, position: checked.problem.position + range.start });
    const address = found ? null : checked.address;
    const index = this.entries.length;
    const first = address === null ? undefined : this.firstOf.get(address);
    if (address !== null && first === undefined) this.firstOf.set(address, index);
    const added: AddressEntry = {
      index,
      ...entry,
      text: this.text.slice(entry.start, entry.end),
      addressStart: range.start,
      addressEnd: range.end,
      address,
      name,
      problem: found,
      duplicateOf: first ?? null,
      suggestion: address === null ? (problem ? null : suggestRepair(candidate)) : suggestAddress(address),
    };
    this.entries.push(added);
    return added;
  }

  private wordEnd(start: number, limit: number): number {
    let end = start;
    while (end < limit && !isSeparator(this.text.charCodeAt(end)) && this.text.charCodeAt(end) !== LESS_THAN)
      end++;
    return end;
  }

  /** Where a quotation that begins here ends, or null. A line is searched once only, however many quotes it has. */
  private quoteEnd(start: number, limit: number): number | null {
    const straight = this.text.charCodeAt(start) === QUOTE;
    if (start < (straight ? this.noStraightQuoteBefore : this.noCurlyQuoteBefore)) return null;
    const found = closingQuote(this.text, start, limit);
    if (found === null) return null;
    if (found.closed) return found.end;
    if (straight) this.noStraightQuoteBefore = found.end;
    else this.noCurlyQuoteBefore = found.end;
    return null;
  }

  private endsBrackets(code: number): boolean {
    return code === GREATER_THAN || code === LESS_THAN || isLineBreak(code);
  }

  private closesEntry(code: number): boolean {
    return code !== QUOTE && isTrailingWrapper(code);
  }
}

/** An address written twice in one entry is replaced as a whole, or the two would differ afterwards. */
function coverWhole(entry: AddressEntry): void {
  entry.addressStart = entry.start;
  entry.addressEnd = entry.end;
}
