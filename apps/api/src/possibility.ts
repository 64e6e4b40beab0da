import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Whether something can be done now and, if not, why and what would help.',
  simpleResolvers: true,
})
export class Possibility {
  @Field(() => Boolean)
  allowed!: boolean;

  @Field(() => String, { nullable: true, description: 'Stable, for programs; null when allowed.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Why not, and what would help; null when allowed.' })
  reason!: string | null;
}

export const possible: Possibility = Object.freeze({ allowed: true, code: null, reason: null });

export function impossible(code: string, reason: string): Possibility {
  return { allowed: false, code, reason };
}
