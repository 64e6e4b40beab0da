import { Field, ID, ObjectType } from 'type-graphql';
import { Payload } from '../errors.js';
import { Organization } from '../organizations/organization.entity.js';
import { ApiKey, ApiKeyStatus } from './api-key.entity.js';

@ObjectType()
export class CreateApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true })
  apiKey: ApiKey | null = null;

  // Private, so that it is not among what is kept to answer a repeated request.
  #secret: string | null;

  constructor(secret: string | null = null) {
    super();
    this.#secret = secret;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Shown only this once. Null when refused, and in the answer to a repeated request: rotate the key if it got lost.',
  })
  get secret(): string | null {
    return this.#secret;
  }
}

@ObjectType()
export class RotateApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true })
  apiKey: ApiKey | null = null;

  @Field(() => String, { nullable: true, description: 'The new secret, shown only this once.' })
  secret: string | null = null;
}

@ObjectType()
export class RevokeApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true })
  apiKey: ApiKey | null = null;
}

@ObjectType({ description: 'The key that this request carries.', simpleResolvers: true })
export class ApiClient {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Organization)
  organization!: Organization;

  @Field(() => [String], { description: 'What the key may do.' })
  permissions!: string[];

  @Field(() => ApiKeyStatus)
  status!: ApiKeyStatus;

  @Field(() => Date, { nullable: true })
  expiresAt!: Date | null;
}
