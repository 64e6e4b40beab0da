import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { IdempotentInput } from '../idempotency/idempotent-input.js';

@InputType()
export class CreateApiKeyInput extends IdempotentInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { description: 'At most 80 characters: which app it is for.' })
  name!: string;

  @Field(() => [String], {
    description:
      'What the key may do, e.g. clients.invite: at least one that a key can hold, and none that the caller does not hold.',
  })
  permissions!: string[];

  @Field(() => Int, { nullable: true, description: '1 to 3650; left out, the key does not expire.' })
  expiresInDays?: number | null;
}

export const ApiKeyGrace = { NONE: 'NONE', ONE_HOUR: 'ONE_HOUR', ONE_DAY: 'ONE_DAY' } as const;
export type ApiKeyGrace = (typeof ApiKeyGrace)[keyof typeof ApiKeyGrace];
registerEnumType(ApiKeyGrace, {
  name: 'ApiKeyGrace',
  description: 'How long the secret before a rotation goes on working.',
});

@InputType()
export class RotateApiKeyInput {
  @Field(() => ID)
  id!: string;

  @Field(() => ApiKeyGrace)
  grace!: ApiKeyGrace;

  @Field(() => Int, {
    nullable: true,
    description: '1 to 3650, counted from now; left out, the key expires when it would have.',
  })
  expiresInDays?: number | null;
}

@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID)
  id!: string;
}
