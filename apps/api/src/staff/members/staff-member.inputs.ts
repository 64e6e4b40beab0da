import { Field, ID, InputType } from 'type-graphql';

@InputType()
export class ChangeStaffRolesInput {
  @Field(() => ID)
  staffMemberId!: string;

  @Field(() => [ID], { description: 'All roles they are to hold: at least one.' })
  roleIds!: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'All permissions they are to hold beside their roles; left out: as they are.',
  })
  permissions?: string[] | null;
}

@InputType({ description: 'What is left out stays as it is; null or an empty text removes it.' })
export class UpdateStaffMemberInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  lastName?: string | null;

  @Field(() => String, { nullable: true, description: 'The staff number; unique in the organization.' })
  number?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Can be changed until they are active; the link sent to the old address stops working.',
  })
  email?: string | null;
}

@InputType()
export class DeactivateStaffMemberInput {
  @Field(() => ID)
  id!: string;
}

@InputType()
export class ReactivateStaffMemberInput {
  @Field(() => ID)
  id!: string;
}

@InputType()
export class LeaveOrganizationInput {
  @Field(() => ID)
  organizationId!: string;
}
