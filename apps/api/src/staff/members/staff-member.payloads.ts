import { Field, ID, ObjectType } from 'type-graphql';
import { UserError } from '../../errors.js';
import { StaffMember } from '../staff-member.entity.js';

@ObjectType()
export class ChangeStaffRolesPayload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;

  @Field(() => [UserError], { description: 'Among others BEYOND_OWN_PERMISSIONS and LAST_OWNER.' })
  errors: UserError[] = [];
}

@ObjectType()
export class UpdateStaffMemberPayload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;

  @Field(() => Boolean, {
    description:
      'Whether a link had been sent to the old address: it is dead, and nothing has been sent to the new one.',
  })
  linkReplaced = false;

  @Field(() => [UserError])
  errors: UserError[] = [];
}

@ObjectType()
export class DeactivateStaffMemberPayload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;

  @Field(() => [UserError])
  errors: UserError[] = [];
}

@ObjectType()
export class ReactivateStaffMemberPayload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;

  @Field(() => [UserError])
  errors: UserError[] = [];
}

@ObjectType()
export class LeaveOrganizationPayload {
  @Field(() => ID, { nullable: true })
  leftOrganizationId: string | null = null;

  @Field(() => [UserError], { description: 'LAST_OWNER.' })
  errors: UserError[] = [];
}
