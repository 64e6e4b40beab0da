import { Field, ID, ObjectType } from 'type-graphql';
import { ClientStatus } from '../clients/client-status.js';
import { Payload } from '../errors.js';
import { Registration } from './registration.entity.js';

@ObjectType()
export class RequestRegistrationPayload extends Payload {
  @Field(() => Boolean, {
    description: 'A mail goes to the address, saying what its owner can do. The same for every address.',
  })
  requested = false;
}

@ObjectType()
export class CompleteRegistrationPayload extends Payload {
  clientId: string | null = null;

  @Field(() => Boolean, { description: 'The request waits for the organization, which answers by mail.' })
  waiting = false;
}

@ObjectType({
  description: 'A client on file with the address or the name of somebody who asks to become one.',
  simpleResolvers: true,
})
export class RegistrationMatch {
  @Field(() => ID)
  clientId!: string;

  @Field(() => String)
  number!: string;

  @Field(() => String, { nullable: true })
  firstName!: string | null;

  @Field(() => String, { nullable: true })
  lastName!: string | null;

  @Field(() => String, { nullable: true })
  email!: string | null;

  @Field(() => ClientStatus)
  status!: ClientStatus;

  @Field(() => Boolean)
  sameAddress!: boolean;

  @Field(() => Boolean, { description: 'Whether the request can be joined with it: it has no user yet.' })
  joinable!: boolean;
}

@ObjectType({ description: 'What became of one of the requests given.' })
export class RegistrationsRow {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'Why not; null when done.' })
  code: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => Registration, { nullable: true, description: 'As it stands now; null for an unknown one.' })
  registration: Registration | null = null;

  constructor(id: string, refused: { code: string; reason: string } | null) {
    this.id = id;
    this.code = refused?.code ?? null;
    this.reason = refused?.reason ?? null;
  }

  @Field(() => Boolean)
  get done(): boolean {
    return this.code === null;
  }
}

@ObjectType()
export class ApproveRegistrationsPayload extends Payload {
  @Field(() => [RegistrationsRow], { description: 'In the order of the input.' })
  rows: RegistrationsRow[] = [];
}

@ObjectType()
export class DeclineRegistrationsPayload extends Payload {
  @Field(() => [RegistrationsRow], { description: 'In the order of the ids.' })
  rows: RegistrationsRow[] = [];
}
