import {
  isControl,
  isDigit,
  isInvisible,
  isLetter,
  isLetterOrDigit,
  isLineBreak,
  isLocalCharacter,
  isSpace,
  visibleCharacter,
} from './characters.js';
import {
  type AddressProblem,
  type AddressProblemCode,
  MAX_ADDRESS_LENGTH,
  MAX_LABEL_LENGTH,
  MAX_LOCAL_PART_LENGTH,
} from './problems.js';

export type NormalizedAddress =
  | { address: string; problem: null }
  | { address: null; problem: AddressProblem };

const HYPHEN = 0x2d;
const DOT = 0x2e;
const FULL_WIDTH_AT = 0xff20;

/**
 * Checks one single address and gives it in the form in which it is stored and compared: trimmed, lower case.
 * What is accepted is what mail servers deliver in practice, so that one address is one recipient: an ASCII
 * local part without quotation marks, and a domain name with at least one dot.
 */
export function normalizeAddress(raw: string): NormalizedAddress {
  let start = 0;
  let end = raw.length;
  while (start < end && isBlank(raw.charCodeAt(start))) start++;
  while (end > start && isBlank(raw.charCodeAt(end - 1))) end--;
  const candidate = raw.slice(start, end);
  const problem = findProblem(candidate);
  if (problem) return { address: null, problem: { ...problem, position: problem.position + start } };
  // Lower casing comes last: only ASCII is left by now, so no letter can turn into another (İ, K).
  return { address: candidate.toLowerCase(), problem: null };
}

function isBlank(code: number): boolean {
  return isSpace(code) || isLineBreak(code);
}

function findProblem(candidate: string): AddressProblem | null {
  if (candidate === '') return fault('EMPTY', 0);
  const at = candidate.indexOf('@');
  // What cannot be seen is told first: every other message would puzzle the person who looks at the text.
  const hidden = findHidden(candidate);
  if (hidden) return hidden;
  if (candidate.startsWith('"') && at !== -1) return faultAt('QUOTED_LOCAL_PART', candidate, 0);
  if (at === -1) return findMissingAt(candidate);
  const second = candidate.indexOf('@', at + 1);
  if (second !== -1) return faultAt('SEVERAL_AT', candidate, second);
  if (at === 0) return fault('NO_LOCAL_PART', 0);
  if (at === candidate.length - 1) return fault('NO_DOMAIN', candidate.length);
  const problem = findLocalPartProblem(candidate, at) ?? findDomainProblem(candidate, at + 1);
  if (problem) return problem;
  return candidate.length > MAX_ADDRESS_LENGTH ? fault('TOO_LONG', MAX_ADDRESS_LENGTH) : null;
}

function findHidden(candidate: string): AddressProblem | null {
  for (let i = 0; i < candidate.length; i++) {
    const code = candidate.charCodeAt(i);
    if (isControl(code)) return faultAt('CONTROL_CHARACTER', candidate, i);
    if (isInvisible(code)) return faultAt('INVISIBLE_CHARACTER', candidate, i);
  }
  return null;
}

function findMissingAt(candidate: string): AddressProblem {
  const fullWidth = candidate.indexOf(String.fromCharCode(FULL_WIDTH_AT));
  return fullWidth === -1
    ? fault('MISSING_AT', candidate.length)
    : faultAt('INVALID_CHARACTER', candidate, fullWidth);
}

function findLocalPartProblem(candidate: string, at: number): AddressProblem | null {
  let previous = DOT;
  for (let i = 0; i < at; i++) {
    const code = candidate.charCodeAt(i);
    if (code === 0x22) return faultAt('QUOTED_LOCAL_PART', candidate, i);
    if (code === DOT && previous === DOT) return faultAt('LOCAL_PART_DOT', candidate, i);
    if (code > 0x7f && !isSpace(code)) return faultAt('NOT_ASCII_LOCAL_PART', candidate, i);
    if (code !== DOT && !isLocalCharacter(code)) return faultAt('INVALID_CHARACTER', candidate, i);
    previous = code;
  }
  if (previous === DOT) return faultAt('LOCAL_PART_DOT', candidate, at - 1);
  return at > MAX_LOCAL_PART_LENGTH ? fault('LOCAL_PART_TOO_LONG', MAX_LOCAL_PART_LENGTH) : null;
}

function findDomainProblem(candidate: string, start: number): AddressProblem | null {
  if (candidate.charCodeAt(start) === 0x5b) return faultAt('IP_ADDRESS', candidate, start);
  let labelStart = start;
  for (let i = start; i <= candidate.length; i++) {
    const code = i < candidate.length ? candidate.charCodeAt(i) : DOT;
    if (code === DOT) {
      const problem = findLabelProblem(candidate, labelStart, i);
      if (problem) return problem;
      if (i < candidate.length) labelStart = i + 1;
    } else if (code > 0x7f && !isSpace(code)) {
      return faultAt('NOT_ASCII_DOMAIN', candidate, i);
    } else if (!isLetterOrDigit(code) && code !== HYPHEN) {
      return faultAt('INVALID_CHARACTER', candidate, i);
    }
  }
  if (labelStart === start) return fault('DOMAIN_WITHOUT_DOT', candidate.length);
  return findTopLevelProblem(candidate, start, labelStart);
}

function findLabelProblem(candidate: string, start: number, end: number): AddressProblem | null {
  if (start === end) return fault('DOMAIN_DOT', Math.min(start, candidate.length - 1));
  if (candidate.charCodeAt(start) === HYPHEN) return faultAt('DOMAIN_HYPHEN', candidate, start);
  if (candidate.charCodeAt(end - 1) === HYPHEN) return faultAt('DOMAIN_HYPHEN', candidate, end - 1);
  return end - start > MAX_LABEL_LENGTH ? fault('DOMAIN_LABEL_TOO_LONG', start + MAX_LABEL_LENGTH) : null;
}

function findTopLevelProblem(candidate: string, domain: number, start: number): AddressProblem | null {
  const label = candidate.slice(start);
  if (label.length > 4 && label.slice(0, 4).toLowerCase() === 'xn--') return null;
  if (label.length >= 2 && every(label, isLetter)) return null;
  const numeric = every(candidate.slice(domain), (code) => isDigit(code) || code === DOT);
  return fault(numeric ? 'IP_ADDRESS' : 'TOP_LEVEL_DOMAIN', numeric ? domain : start);
}

function every(text: string, test: (code: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (!test(text.charCodeAt(i))) return false;
  return true;
}

function fault(code: AddressProblemCode, position: number): AddressProblem {
  return { code, position, character: null };
}

function faultAt(code: AddressProblemCode, candidate: string, position: number): AddressProblem {
  const character = String.fromCodePoint(candidate.codePointAt(position) ?? 0);
  return { code, position, character: visibleCharacter(character) };
}
