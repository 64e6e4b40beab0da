/** Every reason for which an entry can be refused. A catalogue of translations has one text for each. */
export const ADDRESS_PROBLEM_CODES = [
  'EMPTY',
  'MISSING_AT',
  'SEVERAL_AT',
  'NO_LOCAL_PART',
  'NO_DOMAIN',
  'CONTROL_CHARACTER',
  'INVISIBLE_CHARACTER',
  'NOT_ASCII_LOCAL_PART',
  'NOT_ASCII_DOMAIN',
  'QUOTED_LOCAL_PART',
  'LOCAL_PART_DOT',
  'LOCAL_PART_TOO_LONG',
  'INVALID_CHARACTER',
  'IP_ADDRESS',
  'DOMAIN_WITHOUT_DOT',
  'DOMAIN_DOT',
  'DOMAIN_HYPHEN',
  'DOMAIN_LABEL_TOO_LONG',
  'TOP_LEVEL_DOMAIN',
  'TOO_LONG',
  'LABEL',
  'ADDRESS_IN_NAME',
] as const;

export type AddressProblemCode = (typeof ADDRESS_PROBLEM_CODES)[number];

export interface AddressProblem {
  code: AddressProblemCode;
  /** Where the fault begins, in UTF-16 units of the text that was given. */
  position: number;
  /** The offending character, safe to show: `U+200B` stands for one that has no shape. */
  character: string | null;
}

export const MAX_ADDRESS_LENGTH = 254;
export const MAX_LOCAL_PART_LENGTH = 64;
export const MAX_LABEL_LENGTH = 63;

const descriptions: Record<AddressProblemCode, (character: string) => string> = {
  EMPTY: () => 'There is no address here.',
  MISSING_AT: () => 'This is not an e-mail address: the @ is missing.',
  SEVERAL_AT: () => 'There is more than one @. Put a comma, space or new line between two addresses.',
  NO_LOCAL_PART: () => 'The part before the @ is missing.',
  NO_DOMAIN: () => 'The part after the @ is missing.',
  CONTROL_CHARACTER: (c) => `The address contains a control character (${c}). Type it again by hand.`,
  INVISIBLE_CHARACTER: (c) =>
    `The address contains an invisible character (${c}). Remove it or type the address again.`,
  NOT_ASCII_LOCAL_PART: (c) =>
    `The part before the @ contains “${c}”. Only the letters a–z without accents, digits and common signs can be delivered; ask for another address.`,
  NOT_ASCII_DOMAIN: (c) =>
    `The domain contains “${c}”. If it is meant, write the domain in its ASCII form, which begins with xn--; otherwise replace it by the plain letter.`,
  QUOTED_LOCAL_PART: () => 'Quotation marks before the @ are not supported.',
  LOCAL_PART_DOT: () => 'The part before the @ may not begin or end with a dot, or have two in a row.',
  LOCAL_PART_TOO_LONG: () => `The part before the @ is longer than ${MAX_LOCAL_PART_LENGTH} characters.`,
  INVALID_CHARACTER: (c) => `An address cannot contain ${c.startsWith('U+') ? c : `“${c}”`} here.`,
  IP_ADDRESS: () =>
    'A number in place of a domain name is not supported. Write the domain, such as example.org.',
  DOMAIN_WITHOUT_DOT: () => 'The domain is not complete: it has no dot, as in example.org.',
  DOMAIN_DOT: () => 'The domain may not begin or end with a dot, or have two in a row.',
  DOMAIN_HYPHEN: () => 'No part of the domain may begin or end with a hyphen.',
  DOMAIN_LABEL_TOO_LONG: () => `A part of the domain is longer than ${MAX_LABEL_LENGTH} characters.`,
  TOP_LEVEL_DOMAIN: () => 'The domain does not end in a known kind of ending, such as .org or .nl.',
  TOO_LONG: () => `The address is longer than ${MAX_ADDRESS_LENGTH} characters.`,
  LABEL: () => 'This is a label or the name of a group, not an address. Remove it.',
  ADDRESS_IN_NAME: () => 'The name in front of <…> contains another address. Keep the one that is meant.',
};

/** The reason in English, for the API. An interface in several languages translates by code. */
export function describeProblem(problem: AddressProblem): string {
  return descriptions[problem.code](problem.character ?? '');
}
