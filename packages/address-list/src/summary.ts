import { type AddressEntry, MAX_ADDRESSES } from './address-list.js';

export interface AddressListSummary {
  /** The addresses to go on with: each once, in the order written. */
  addresses: string[];
  bad: AddressEntry[];
  duplicates: AddressEntry[];
  /** Entries with a likely typo and its repair. */
  doubtful: AddressEntry[];
  /** What counts towards the limit: every different address, and every bad entry, since it is to be mended. */
  count: number;
  tooMany: boolean;
}

/** Counts a list in one way for the form and for the API. */
export function summarizeAddressList(entries: readonly AddressEntry[]): AddressListSummary {
  const addresses: string[] = [];
  const bad: AddressEntry[] = [];
  const duplicates: AddressEntry[] = [];
  for (const entry of entries) {
    if (entry.address === null) bad.push(entry);
    else if (entry.duplicateOf === null) addresses.push(entry.address);
    else duplicates.push(entry);
  }
  const count = addresses.length + bad.length;
  const doubtful = entries.filter((entry) => entry.suggestion !== null);
  return { addresses, bad, duplicates, doubtful, count, tooMany: count > MAX_ADDRESSES };
}
