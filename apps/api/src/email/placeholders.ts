import { Field, ObjectType } from 'type-graphql';

/** R66, in the order in which they are offered. */
export const PLACEHOLDER_NAMES = [
  'ClientFirstName',
  'ClientLastName',
  'OrganizationName',
  'ClientPortalLink',
  'StaffName',
  'ExpiryDate',
  'ProgramName',
] as const;
export type PlaceholderName = (typeof PLACEHOLDER_NAMES)[number];

const DESCRIPTIONS: Record<PlaceholderName, [name: string, example: string]> = {
  ClientFirstName: ["Client's first name", 'Ada'],
  ClientLastName: ["Client's surname", 'de Vries'],
  OrganizationName: ["Organization's name", 'Praktijk De Linde'],
  ClientPortalLink: ['Personal link', 'https://…/portal/invitation#…'],
  StaffName: ['Your name', 'Fenna Bakker'],
  ExpiryDate: ['Valid until', 'Saturday, 5 December 2026 at 14:30'],
  ProgramName: ["Program's name", 'Sleep better'],
};

@ObjectType({
  description: 'Something a message may hold that is filled in per recipient when the mail leaves.',
})
export class Placeholder {
  @Field(() => String, { description: 'As written in a message, e.g. {{ClientFirstName}}.' })
  token: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  example: string;

  constructor(name: PlaceholderName) {
    this.token = `{{${name}}}`;
    [this.name, this.example] = DESCRIPTIONS[name];
  }
}

export const placeholders: Placeholder[] = PLACEHOLDER_NAMES.map((name) => new Placeholder(name));

export function isPlaceholderName(name: string): name is PlaceholderName {
  return (PLACEHOLDER_NAMES as readonly string[]).includes(name);
}
