import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PublicOrganization } from '../../organizations/public-organization.js';
import { InvitationRecipient } from '../invitation.entity.js';

export const InvitationLinkState = {
  OPEN: 'OPEN',
  EXPIRED: 'EXPIRED',
  WITHDRAWN: 'WITHDRAWN',
  SUSPENDED: 'SUSPENDED',
  USED: 'USED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type InvitationLinkState = (typeof InvitationLinkState)[keyof typeof InvitationLinkState];

registerEnumType(InvitationLinkState, {
  name: 'InvitationLinkState',
  description:
    'What a link is good for now. A link replaced by a newer one is as unknown as one that never was. One of a suspended ' +
    'organization works again once that is lifted.',
});

@ObjectType({ description: 'What the holder of a link may know of a role.', simpleResolvers: true })
class InvitedRole {
  @Field(() => ID, {
    description:
      'OWNER, ADMINISTRATOR, ASSISTANT, CLINICIAN, SUPPORT, or the id of a role of the organization.',
  })
  id!: string;

  @Field(() => String, { description: 'English for built-in roles.' })
  name!: string;
}

@ObjectType({
  description:
    'What the holder of a link may know. Only an open link tells more than its state, the organization, the recipient ' +
    'and the ' +
    'support code.',
})
export class InvitationPreview {
  @Field(() => InvitationLinkState)
  state!: InvitationLinkState;

  @Field(() => PublicOrganization, { nullable: true, description: 'Null for an unknown link.' })
  organization: PublicOrganization | null = null;

  @Field(() => InvitationRecipient, {
    nullable: true,
    description: 'Whether it is to become a client or a staff member. Null for an unknown link.',
  })
  recipient: InvitationRecipient | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'By which support finds the invitation; null for an unknown link.',
  })
  supportCode: string | null = null;

  @Field(() => String, { nullable: true })
  email: string | null = null;

  @Field(() => String, { nullable: true })
  firstName: string | null = null;

  @Field(() => String, { nullable: true })
  lastName: string | null = null;

  @Field(() => String, { nullable: true, description: 'Null where a partner app sent it.' })
  inviterName: string | null = null;

  @Field(() => [String], { description: 'The programs that a client is invited to.' })
  programNames: string[] = [];

  @Field(() => [InvitedRole], {
    description: 'The roles that a staff member is invited to; built-in ones first.',
  })
  roles: InvitedRole[] = [];

  @Field(() => Date, { nullable: true, description: 'Also for an expired link.' })
  expiresAt: Date | null = null;

  @Field(() => Boolean, {
    description: 'The address already has a user, who signs in instead of choosing a password.',
  })
  userExists = false;

  @Field(() => Boolean, {
    description:
      "The address's user is on the staff of the organization already: there is nothing to accept.",
  })
  alreadyStaff = false;

  @Field(() => Boolean, {
    description:
      "The address's user was on the staff of the organization and has been deactivated: they cannot accept, but staff " +
      'can reactivate them.',
  })
  formerStaff = false;

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
