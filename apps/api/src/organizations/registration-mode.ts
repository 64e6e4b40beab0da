import { registerEnumType } from 'type-graphql';

export const RegistrationMode = {
  INVITATION_ONLY: 'INVITATION_ONLY',
  OPEN: 'OPEN',
  WITH_APPROVAL: 'WITH_APPROVAL',
} as const;
export type RegistrationMode = (typeof RegistrationMode)[keyof typeof RegistrationMode];

registerEnumType(RegistrationMode, {
  name: 'RegistrationMode',
  description: 'How people may become a client of an organization.',
  valuesConfig: {
    INVITATION_ONLY: { description: 'Only who is invited.' },
    OPEN: { description: 'Whoever proves their mailbox is a client at once.' },
    WITH_APPROVAL: { description: 'Whoever proves their mailbox may ask; staff answer.' },
  },
});
