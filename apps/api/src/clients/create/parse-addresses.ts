import {
  type AddressEntry,
  type AddressListSummary,
  describeProblem,
  MAX_ADDRESSES,
  parseAddressList,
  summarizeAddressList,
} from '@anteroom/address-list';
import { UserError } from '../../errors.js';
import type { BadAddress } from '../client.payloads.js';

/** A good entry: what is left when nothing was bad. */
export type GoodEntry = AddressEntry & { address: string };

interface ParsedAddresses {
  entries: AddressEntry[];
  summary: AddressListSummary;
  errors: UserError[];
}

/** R78: reads the text as pasted and says why it cannot be used as a whole, if so. */
export function parseAddresses(text: string, path: string[]): ParsedAddresses {
  const entries = parseAddressList(text);
  const summary = summarizeAddressList(entries);
  const errors: UserError[] = [];
  if (entries.length === 0) errors.push(new UserError('REQUIRED', 'Give at least one address.', path));
  if (summary.tooMany)
    errors.push(
      new UserError(
        'TOO_MANY',
        `At most ${MAX_ADDRESSES} addresses at once: these are ${summary.count}.`,
        path,
      ),
    );
  return { entries, summary, errors };
}

/** R79: each bad address, as far as so many make sense to be mended; more than that is too many anyway. */
export function badAddresses({ summary }: ParsedAddresses): BadAddress[] {
  return summary.bad.slice(0, MAX_ADDRESSES).map((entry) => ({
    index: entry.index,
    start: entry.start,
    end: entry.end,
    text: entry.text.slice(0, 500),
    code: entry.problem?.code ?? 'INVALID',
    reason: entry.problem ? describeProblem(entry.problem) : '',
    suggestion: entry.suggestion,
  }));
}
