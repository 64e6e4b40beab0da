import type { ChipState } from './address-chip';
import { type AddressChip, type AddressListSummary, sentText } from './address-chips';

/** What is known of an address beyond its spelling, and the words for everything. */
export interface ChipJudgement {
  /** Words for what is wrong with a chip's address. */
  problemText: (problem: NonNullable<AddressChip['problem']>) => string;
  duplicateText: string;
  doubtText: (address: string) => string;
  /** By address: the words for those who are clients already. */
  clients: ReadonlyMap<string, string>;
  /** By text as sent: what the server refused although it looked right here. */
  refused: ReadonlyMap<string, string>;
}

export function chipState(
  chip: AddressChip,
  summary: AddressListSummary,
  judgement: ChipJudgement,
): { state: ChipState; reason: string } {
  if (chip.problem) return { state: 'bad', reason: judgement.problemText(chip.problem) };
  const refusal = judgement.refused.get(sentText(chip));
  if (refusal !== undefined) return { state: 'bad', reason: refusal };
  if (summary.duplicates.has(chip.id)) return { state: 'duplicate', reason: judgement.duplicateText };
  if (chip.correction) return { state: 'doubtful', reason: judgement.doubtText(chip.correction.address) };
  const client = chip.address === null ? undefined : judgement.clients.get(chip.address);
  return client === undefined ? { state: 'good', reason: '' } : { state: 'client', reason: client };
}
