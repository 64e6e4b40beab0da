export { type NormalizedAddress, normalizeAddress } from './address.js';
export { type AddressEntry, MAX_ADDRESSES, parseAddressList } from './address-list.js';
export { MAX_NAME_LENGTH, neutralizeName, shownText } from './display-name.js';
export {
  ADDRESS_PROBLEM_CODES,
  type AddressProblem,
  type AddressProblemCode,
  describeProblem,
  MAX_ADDRESS_LENGTH,
} from './problems.js';
export { suggestAddress } from './suggestion.js';
export { type AddressListSummary, summarizeAddressList } from './summary.js';
