import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { PublicOrganization } from '../../organizations/public-organization.js';

export const InvitationLinkState = {
  OPEN: 'OPEN',
  EXPIRED: 'EXPIRED',
  WITHDRAWN: 'WITHDRAWN',
  USED: 'USED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type InvitationLinkState = (typeof InvitationLinkState)[keyof typeof InvitationLinkState];

registerEnumType(InvitationLinkState, {
  name: 'InvitationLinkState',
  description:
    'What a link is good for now. A link replaced by a newer one is as unknown as one that never was.',
});

@ObjectType({ description: 'What the holder of a link may know.' })
export class InvitationPreview {
  @Field(() => InvitationLinkState)
  state!: InvitationLinkState;

  @Field(() => PublicOrganization, { nullable: true, description: 'Null for an unknown link.' })
  organization: PublicOrganization | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'By what support finds the invitation; null for an unknown link, which has none.',
  })
  supportCode: string | null = null;

  @Field(() => String, { nullable: true, description: 'This and the following only while the link is open.' })
  email: string | null = null;

  @Field(() => String, { nullable: true })
  firstName: string | null = null;

  @Field(() => String, { nullable: true })
  lastName: string | null = null;

  @Field(() => String, { nullable: true })
  inviterName: string | null = null;

  @Field(() => [String])
  programNames: string[] = [];

  @Field(() => Date, { nullable: true, description: 'Also for an expired link.' })
  expiresAt: Date | null = null;

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
    description: "Address of the signed-in user, when it is another than the invitation's.",
  })
  signedInAsOther: string | null = null;

  @Field(() => Boolean, { description: 'The signed-in user is the invited one and can accept at once.' })
  signedInAsInvited = false;

  @Field(() => Boolean, {
    description: 'A new invitation has already been asked for with this expired link.',
  })
  renewalRequested = false;
}
