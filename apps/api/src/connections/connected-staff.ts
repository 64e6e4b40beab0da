import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'What somebody who sees or makes a connection may know of the staff member.',
  simpleResolvers: true,
})
export class ConnectedStaff {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  firstName!: string;

  @Field(() => String)
  lastName!: string;

  @Field(() => Boolean, {
    description: 'False for somebody who has not accepted their invitation yet, or is deactivated.',
  })
  active!: boolean;

  deactivated!: boolean;
}
