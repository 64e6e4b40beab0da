import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { PublicOrganization } from '../../organizations/public-organization.js';
import { RegistrationMode } from '../../organizations/registration-mode.js';

export const RegistrationLinkState = {
  OPEN: 'OPEN',
  EXPIRED: 'EXPIRED',
  CLOSED: 'CLOSED',
  SUSPENDED: 'SUSPENDED',
  USED: 'USED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type RegistrationLinkState = (typeof RegistrationLinkState)[keyof typeof RegistrationLinkState];

registerEnumType(RegistrationLinkState, {
  name: 'RegistrationLinkState',
  description: "What a registration's link is good for now.",
  valuesConfig: {
    CLOSED: { description: 'The organization no longer takes on clients this way.' },
    SUSPENDED: { description: 'The organization is suspended: the link works again once that is lifted.' },
  },
});

@ObjectType({
  description:
    "What the holder of a registration's link may know. Only an open link tells more than its state and the organization.",
})
export class RegistrationPreview {
  @Field(() => RegistrationLinkState)
  state!: RegistrationLinkState;

  @Field(() => PublicOrganization, { nullable: true, description: 'Null for an unknown link.' })
  organization: PublicOrganization | null = null;

  @Field(() => RegistrationMode, { nullable: true })
  registrationMode: RegistrationMode | null = null;

  @Field(() => String, { nullable: true })
  email: string | null = null;

  @Field(() => Boolean, {
    description: 'The address already has a user, who signs in instead of choosing a password.',
  })
  userExists = false;

  @Field(() => Boolean, {
    description: "The address's user has never proven the mailbox: they set a new password by mail first.",
  })
  mailboxUnproven = false;

  @Field(() => String, {
    nullable: true,
    description: 'Address of the signed-in user, when it is another than the one that registers.',
  })
  signedInAsOther: string | null = null;

  @Field(() => Boolean, { description: 'Whoever registers is signed in and can go on at once.' })
  signedInAsSelf = false;
}
