/** A place in a chain and its hash: kept outside, it shows that a chain was not cut off or replaced before that place. */
export interface Checkpoint {
  seq: number;
  hash: string;
}

export function writeCheckpoint({ seq, hash }: Checkpoint): string {
  return `${seq}-${hash}`;
}

/** Null for anything that is none. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [, seq = '', hash = ''] = /^(\d{1,10})-([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return hash ? { seq: Number(seq), hash } : null;
}
