import { type AddressEntry, parseAddressList } from '@anteroom/address-list';

/** One entry of the list as it stands in the field. */
export interface AddressChip {
  id: number;
  /** As written, with the name if there is one. */
  text: string;
  /** Trimmed and in lower case; null when it cannot be used. */
  address: string | null;
  name: string | null;
  problem: { code: AddressProblemCode; character: string | null } | null;
  /** The same text with the address that was probably meant. */
  correction: { address: string; text: string } | null;
}

export type AddressProblemCode = NonNullable<AddressEntry['problem']>['code'];

export interface AddressList {
  chips: readonly AddressChip[];
  /** What is being typed and is no chip yet. */
  input: string;
  editing: number | null;
  /** The lists before, for undo; newest last. */
  past: readonly (readonly AddressChip[])[];
}

export type AddressListAction =
  | { type: 'typed'; input: string }
  | { type: 'pasted'; input: string }
  | { type: 'committed' }
  | { type: 'edit'; id: number | null }
  | { type: 'replaced'; id: number; text: string }
  | { type: 'removed'; ids: ReadonlySet<number> }
  | { type: 'corrected'; ids: ReadonlySet<number> }
  | { type: 'undone' };

const rememberedSteps = 50;
let lastId = 0;

export function emptyAddressList(): AddressList {
  return { chips: [], input: '', editing: null, past: [] };
}

export function restoreAddressList(texts: readonly string[], input: string): AddressList {
  return { ...emptyAddressList(), chips: texts.flatMap(readChips), input };
}

export function reduceAddressList(list: AddressList, action: AddressListAction): AddressList {
  switch (action.type) {
    case 'typed':
      return typed(list, action.input);
    case 'pasted':
      return pasted(list, action.input);
    case 'committed':
      return list.input.trim() === '' ? list : withChips(list, [...list.chips, ...readChips(list.input)], '');
    case 'edit':
      return { ...list, editing: action.id };
    case 'replaced':
      if (list.chips.find((chip) => chip.id === action.id)?.text === action.text)
        return { ...list, editing: null };
      return withChips(
        list,
        list.chips.flatMap((chip) => (chip.id === action.id ? replaceChip(chip, action.text) : [chip])),
      );
    case 'removed':
      return withChips(
        list,
        list.chips.filter((chip) => !action.ids.has(chip.id)),
      );
    case 'corrected':
      return withChips(
        list,
        list.chips.map((chip) => (action.ids.has(chip.id) ? correctChip(chip) : chip)),
      );
    case 'undone': {
      const chips = list.past.at(-1);
      return chips ? { ...list, chips, editing: null, past: list.past.slice(0, -1) } : list;
    }
  }
}

function withChips(list: AddressList, chips: readonly AddressChip[], input = list.input): AddressList {
  return { chips, input, editing: null, past: [...list.past.slice(-rememberedSteps), list.chips] };
}

function typed(list: AddressList, input: string): AddressList {
  // A list that came in one go (dropped, dictated, filled in by a program) has no more keys to wait for.
  const grewBy = input.length - list.input.length;
  if (grewBy > 1 && hasSeveral(input)) return pasted(list, input);
  return endsEntry(input) ? withChips(list, [...list.chips, ...readChips(input)], '') : { ...list, input };
}

function pasted(list: AddressList, input: string): AddressList {
  const chips = readChips(input);
  const only = chips.length === 1 ? chips[0] : undefined;
  // A piece of an address is left to be completed by hand.
  if (only?.problem) return { ...list, input };
  return chips.length > 0 ? withChips(list, [...list.chips, ...chips], '') : { ...list, input };
}

function hasSeveral(input: string): boolean {
  return /[\s,;]/.test(input.trim()) && parseAddressList(input).length > 1;
}

/** Whether the last key ended an address. A space ends one only if it can be no part of a name. */
function endsEntry(input: string): boolean {
  if (!/[\s,;]$/.test(input) || input.trim() === '') return false;
  const openQuote = (input.match(/"/g)?.length ?? 0) % 2 === 1;
  const openBracket = input.lastIndexOf('<') > input.lastIndexOf('>');
  if (/[\r\n]$/.test(input)) return true;
  if (openQuote || openBracket) return false;
  return /[,;\t]$/.test(input) || parseAddressList(input).at(-1)?.text.includes('@') === true;
}

function readChips(text: string): AddressChip[] {
  return parseAddressList(text).map((entry) => {
    lastId += 1;
    return {
      id: lastId,
      text: entry.text,
      address: entry.address,
      name: entry.name,
      problem: entry.problem && { code: entry.problem.code, character: entry.problem.character },
      correction: entry.suggestion === null ? null : correctionOf(entry, entry.suggestion),
    };
  });
}

function correctionOf(entry: AddressEntry, address: string): AddressChip['correction'] {
  const before = entry.text.slice(0, entry.addressStart - entry.start);
  const after = entry.text.slice(entry.addressEnd - entry.start);
  return { address, text: `${before}${address}${after}` };
}

function replaceChip(chip: AddressChip, text: string): AddressChip[] {
  const [first, ...others] = readChips(text);
  // The identity stays, so that the focus does.
  return first ? [{ ...first, id: chip.id }, ...others] : [];
}

function correctChip(chip: AddressChip): AddressChip {
  const corrected = chip.correction && readChips(chip.correction.text)[0];
  return corrected ? { ...corrected, id: chip.id } : chip;
}

/** What the list holds, counted once. */
export interface AddressListSummary {
  /** Addresses that would be sent on: each one once. */
  unique: readonly AddressChip[];
  bad: readonly AddressChip[];
  duplicates: ReadonlySet<number>;
  corrections: readonly AddressChip[];
  /** What counts against the limit. */
  count: number;
}

export function summarize(chips: readonly AddressChip[]): AddressListSummary {
  const seen = new Set<string>();
  const unique: AddressChip[] = [];
  const bad: AddressChip[] = [];
  const corrections: AddressChip[] = [];
  const duplicates = new Set<number>();
  for (const chip of chips) {
    if (chip.correction && !(chip.address !== null && seen.has(chip.address))) corrections.push(chip);
    if (chip.address === null) {
      bad.push(chip);
    } else if (seen.has(chip.address)) {
      duplicates.add(chip.id);
    } else {
      seen.add(chip.address);
      unique.push(chip);
    }
  }
  return { unique, bad, duplicates, corrections, count: unique.length + bad.length };
}

/** The list as the API takes it. */
export function listText(chips: readonly AddressChip[]): string {
  return chips.map(sentText).join('\n');
}

export function sentText(chip: AddressChip): string {
  return chip.text.replace(/\s+/g, ' ');
}
