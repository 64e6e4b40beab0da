import { registerEnumType } from 'type-graphql';

export const Language = { EN: 'en', NL: 'nl' } as const;
export type Language = (typeof Language)[keyof typeof Language];

registerEnumType(Language, {
  name: 'Language',
  description: 'Languages of the mail, the portal and the admin SPA.',
});
