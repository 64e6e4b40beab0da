import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../errors.js';
import { Language } from '../organizations/language.js';
import { Organization } from '../organizations/organization.entity.js';
import { PublicOrganization } from '../organizations/public-organization.js';
import { Role } from '../staff/role.entity.js';

@ObjectType({ description: "A user's membership of an organization as staff.", simpleResolvers: true })
export class StaffMembership {
  @Field(() => ID)
  id!: string;

  @Field(() => Organization)
  organization!: Organization;

  @Field(() => String)
  firstName!: string;

  @Field(() => String)
  lastName!: string;

  @Field(() => [Role], { description: 'Built-in roles first.' })
  roles!: Role[];

  @Field(() => [String], { description: 'What the roles and grants to this person come to together.' })
  permissions!: string[];
}

@ObjectType({ description: 'What a client may know of a program.', simpleResolvers: true })
export class PublicProgram {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ description: 'A staff member whom a client is connected with.', simpleResolvers: true })
export class PublicConnection {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  staffName!: string;

  @Field(() => Date)
  activatedAt!: Date;
}

@ObjectType({ description: 'A client seen by themself, in the portal.', simpleResolvers: true })
export class ClientMembership {
  @Field(() => ID)
  id!: string;

  @Field(() => PublicOrganization)
  organization!: PublicOrganization;

  @Field(() => String, { nullable: true })
  firstName!: string | null;

  @Field(() => String, { nullable: true })
  lastName!: string | null;

  @Field(() => Boolean, {
    description:
      'The organization cannot be reached through the portal now; programs and connections are left out.',
  })
  suspended!: boolean;

  @Field(() => [PublicProgram])
  programs!: PublicProgram[];

  @Field(() => [PublicConnection], { description: 'The active ones, oldest first.' })
  connections!: PublicConnection[];

  @Field(() => Date)
  activatedAt!: Date;
}

@ObjectType({
  description: 'A request of the viewer to become a client, which waits for the answer.',
  simpleResolvers: true,
})
export class ViewerRegistration {
  @Field(() => ID)
  id!: string;

  @Field(() => PublicOrganization)
  organization!: PublicOrganization;

  @Field(() => Date)
  requestedAt!: Date;
}

/** The memberships are resolved apart, by `ViewerResolver`. */
@ObjectType('Viewer', { description: 'The signed-in user.', simpleResolvers: true })
export class ViewerView {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  email!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Language, {
    nullable: true,
    description: "The viewer's own language in the admin SPA; null follows the organization.",
  })
  language!: Language | null;
}

@InputType()
export class UpdateViewerInput {
  @Field(() => Language)
  language!: Language;
}

@ObjectType({ simpleResolvers: true })
export class UpdateViewerPayload {
  @Field(() => ViewerView, { nullable: true })
  viewer!: ViewerView | null;

  @Field(() => [UserError])
  errors!: UserError[];
}
