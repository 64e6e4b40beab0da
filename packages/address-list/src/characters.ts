/** One-character classes, by UTF-16 unit. Comparisons instead of regular expressions keep the scan linear. */

export function isLineBreak(code: number): boolean {
  return (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x09 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Comma and semicolon, with the forms that Arabic, Chinese and Japanese keyboards type for them. */
export function isDivider(code: number): boolean {
  return (
    code === 0x2c ||
    code === 0x3b ||
    code === 0x060c ||
    code === 0x061b ||
    code === 0x3001 ||
    code === 0xff0c ||
    code === 0xff1b
  );
}

export function isSeparator(code: number): boolean {
  return isSpace(code) || isLineBreak(code) || isDivider(code);
}

export function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0x2028 || code === 0x2029;
}

/** Characters that show nothing: zero-width ones, bidirectional controls, fillers, variation selectors. */
export function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    code === 0x034f ||
    code === 0x061c ||
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x17b4 ||
    code === 0x17b5 ||
    (code >= 0x180b && code <= 0x180f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0x2800 ||
    code === 0x3164 ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xffa0 ||
    (code >= 0xfff0 && code <= 0xfffb) ||
    // Tag characters and the supplementary variation selectors all begin with this surrogate.
    code === 0xdb40
  );
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

export function isLetterOrDigit(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

/** What an unquoted local part may hold besides dots (RFC 5321 "atext"). */
export function isLocalCharacter(code: number): boolean {
  return isLetterOrDigit(code) || (code < 0x80 && "!#$%&'*+-/=?^_`{|}~".includes(String.fromCharCode(code)));
}

/**
 * Brackets, quotes and marks that people put in front of an address. None of them can begin a local part:
 * dropping a sign that can (such as `{` or `*`) would quietly write to somebody else.
 */
export function isLeadingWrapper(code: number): boolean {
  return '"([<>‘’‚“”„«‹'.includes(String.fromCharCode(code));
}

/** The same behind an address, with the punctuation that ends a sentence. None of them can end a domain. */
export function isTrailingWrapper(code: number): boolean {
  return '"\')]<>‘’“”»›.:!?…'.includes(String.fromCharCode(code));
}

/** Names a character so that it can be shown: itself when it has a shape, `U+202E` otherwise. */
export function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const unit = character.charCodeAt(0);
  const lone = code >= 0xd800 && code <= 0xdfff;
  if (isControl(unit) || isInvisible(unit) || isSpace(unit) || isLineBreak(unit) || lone) {
    return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return character;
}
