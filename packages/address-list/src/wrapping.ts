import { isInvisible, isLeadingWrapper, isSpace, isTrailingWrapper } from './characters.js';
import type { Range } from './words.js';

const APOSTROPHE = 0x27;
const SCHEME = 'mailto:';

/** The address in a word or between brackets: without quotation marks, brackets, `mailto:` and a full stop. */
export function addressWithin(text: string, range: Range): Range {
  // `"a b"@x.org` keeps its marks, which are the reason to refuse it.
  if (text.slice(range.start, range.end).includes('"@'))
    return trim(text, range, isHollow, isDispensableBehind);
  const outer = trim(text, range, isDispensableBefore, isDispensableBehind);
  const bare = withoutApostrophe(text, outer, range.end);
  const schemeEnd = Math.min(bare.start + SCHEME.length, bare.end);
  if (text.slice(bare.start, schemeEnd).toLowerCase() !== SCHEME) return bare;
  const link = trim(text, { start: schemeEnd, end: bare.end }, isDispensableBefore, isDispensableBehind);
  const written = text.slice(link.start, link.end);
  const query = written.indexOf('?', Math.max(written.indexOf('@'), 0));
  const address = query === -1 ? link : { start: link.start, end: link.start + query };
  // Marks stand within the scheme as well: `mailto:'ada@x.org'`.
  return withoutApostrophe(text, address, range.end);
}

export function trim(
  text: string,
  { start, end }: Range,
  before: (code: number) => boolean,
  behind: (code: number) => boolean,
): Range {
  let from = start;
  let to = end;
  while (from < to && before(text.charCodeAt(from))) from++;
  while (to > from && behind(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

/**
 * The apostrophe of `'ada@x.org'`, or of a spreadsheet's text cell (`'ada@x.org`). It can be part of an address,
 * so it goes only when it has a partner at the end or is the only one.
 */
function withoutApostrophe(text: string, { start, end }: Range, limit: number): Range {
  if (start === end || text.charCodeAt(start) !== APOSTROPHE) return { start, end };
  const partner = end < limit && text.charCodeAt(end) === APOSTROPHE;
  const only = !text.slice(start + 1, end).includes("'");
  return partner || only ? { start: start + 1, end } : { start, end };
}

function isHollow(code: number): boolean {
  return isInvisible(code) || isSpace(code);
}

function isDispensableBefore(code: number): boolean {
  return isLeadingWrapper(code) || isHollow(code);
}

function isDispensableBehind(code: number): boolean {
  return isTrailingWrapper(code) || isHollow(code);
}
