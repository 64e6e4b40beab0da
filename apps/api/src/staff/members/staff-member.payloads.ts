import { Field, ID, ObjectType } from 'type-graphql';
import { Payload, UserError } from '../../errors.js';
import { StaffMember } from '../staff-member.entity.js';

@ObjectType()
export class ChangeStaffRolesPayload extends Payload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;

  @Field(() => [UserError], { description: 'Among others BEYOND_OWN_PERMISSIONS and LAST_OWNER.' })
  override errors: UserError[] = [];
}

@ObjectType()
export class UpdateStaffMemberPayload extends Payload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;

  @Field(() => Boolean, {
    description:
      'Whether a link had been sent to the old address: it is dead, and nothing has been sent to the new one.',
  })
  linkReplaced = false;
}

@ObjectType()
export class DeactivateStaffMemberPayload extends Payload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;
}

@ObjectType()
export class ReactivateStaffMemberPayload extends Payload {
  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;
}

@ObjectType()
export class LeaveOrganizationPayload extends Payload {
  @Field(() => ID, { nullable: true })
  leftOrganizationId: string | null = null;

  @Field(() => [UserError], { description: 'LAST_OWNER.' })
  override errors: UserError[] = [];
}
