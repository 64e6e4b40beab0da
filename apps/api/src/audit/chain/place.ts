const STAGES = ['CHAIN', 'WAITING', 'ENTRIES'] as const;

/** How far a verification has come: first along the chain, then through what waits for a seal, then through all entries. */
export interface Place {
  stage: (typeof STAGES)[number];
  /** The last seal of the chain that was looked at. */
  reached: number;
  /** Behind the chain, the last id that was looked at; '' for none. */
  id: string;
  /** How many entries were held against the seals, in search of some without one. */
  searched: number;
}

export const BEGINNING: Place = { stage: 'CHAIN', reached: 0, id: '', searched: 0 };

export function writePlace({ stage, reached, id, searched }: Place): string {
  return Buffer.from(JSON.stringify([stage, reached, id, searched])).toString('base64url');
}

/** Null for anything that is none: it comes back from outside. */
export function readPlace(text: string): Place | null {
  const [stage, reached, id, searched] = parse(text);
  const known = STAGES.find((one) => one === stage);
  if (!known || !isCount(reached) || !isCount(searched)) return null;
  // The database cannot compare its column with other letters.
  if (typeof id !== 'string' || !/^[\x20-\x7e]{0,36}$/.test(id)) return null;
  return { stage: known, reached, id, searched };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function parse(text: string): unknown[] {
  if (text.length > 200) return [];
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
