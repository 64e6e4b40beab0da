/** A text cut at its slots, so that filling it is a walk and not a search. */
export type SlottedText = readonly (string | Slot)[];

interface Slot {
  name: string;
  /** White space before the slot, which goes with it when its value is empty: "Dear ," is not how people write. */
  space: string;
}

const SLOT = /([ \t]*)\{\{(\w+)\}\}/g;

export function cutAtSlots(text: string): SlottedText {
  const pieces: (string | Slot)[] = [];
  let from = 0;
  for (const match of text.matchAll(SLOT)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push({ space: match[1] ?? '', name: match[2] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/**
 * Values are put in as they are, or as `encode` makes them: escaping them for where they go is the caller's part. A slot
 * without a value stays.
 */
export function fillSlots(
  text: SlottedText,
  values: Readonly<Record<string, string>>,
  encode: (value: string) => string = (value) => value,
): string {
  let filled = '';
  for (const piece of text) {
    if (typeof piece === 'string') filled += piece;
    else {
      const value = values[piece.name];
      if (value === undefined) filled += encode(`${piece.space}{{${piece.name}}}`);
      else if (value !== '') filled += encode(piece.space + value);
    }
  }
  return filled;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
