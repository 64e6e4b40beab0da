import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'A staff member, as far as whoever sees or makes a connection needs to know them.',
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
