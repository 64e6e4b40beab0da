import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../errors.js';
import { Language } from '../organizations/language.js';

/** Its memberships are resolved apart, in `ViewerResolver`. */
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
