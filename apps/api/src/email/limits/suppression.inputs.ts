import { Field, ID, InputType, registerEnumType } from 'type-graphql';

export const OptOut = { ORGANIZATION: 'ORGANIZATION', EVERYBODY: 'EVERYBODY' } as const;
export type OptOut = (typeof OptOut)[keyof typeof OptOut];
registerEnumType(OptOut, {
  name: 'OptOut',
  description: 'Who may not invite an address again: this organization, or any on this system.',
});

@InputType()
export class ResumeMailsInput {
  @Field(() => String)
  token!: string;

  @Field(() => String, { description: 'The address that the mail with the link came to.' })
  email!: string;
}

@InputType()
export class LiftSuppressionInput {
  @Field(() => ID, { nullable: true, description: 'Either: a client.' })
  clientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Or: somebody invited to become a staff member.' })
  staffMemberId?: string | null;

  @Field(() => String, {
    description: 'How the person asked for it, in 5 to 500 characters; it stands in the audit log.',
  })
  reason!: string;
}
