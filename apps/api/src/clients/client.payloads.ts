import { ADDRESS_PROBLEM_CODES } from '@anteroom/address-list';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BulkOperation } from '../bulk/bulk-operation.entity.js';
import { Payload, UserError } from '../errors.js';
import { Client } from './client.entity.js';
import { ClientStatus } from './client-status.js';

@ObjectType()
export class CreateClientPayload extends Payload {
  @Field(() => Client, { nullable: true })
  client: Client | null = null;

  @Field(() => Boolean, {
    description:
      'False also when it was asked for and the address cannot be mailed now: the client has been created then, as by createClients.',
  })
  invited = false;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the address could not be mailed: SUPPRESSED, RECIPIENT_LIMIT, ORGANIZATION_LIMIT or USER_LIMIT.',
  })
  code: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why nobody was invited, in plain words.' })
  reason: string | null = null;

  mailingId: string | null = null;

  @Field(() => [UserError], { description: 'With any of them nothing was created.' })
  override errors: UserError[] = [];
}

export const CreateClientsOutcome = {
  CREATED: 'CREATED',
  ALREADY_CLIENT: 'ALREADY_CLIENT',
  DUPLICATE: 'DUPLICATE',
} as const;
export type CreateClientsOutcome = (typeof CreateClientsOutcome)[keyof typeof CreateClientsOutcome];
registerEnumType(CreateClientsOutcome, {
  name: 'CreateClientsOutcome',
  valuesConfig: { DUPLICATE: { description: 'The address stands in the text before.' } },
});

@ObjectType()
abstract class TextEntry {
  @Field(() => Int, { description: 'Which of the addresses in the text, from 0.' })
  index!: number;

  @Field(() => String, { description: 'As written.' })
  text!: string;
}

@ObjectType()
abstract class PlacedEntry extends TextEntry {
  @Field(() => Int, { description: 'Position in the text, UTF-16 code units.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends: the position after it.' })
  end!: number;
}

@ObjectType({ description: 'What became of one address.' })
export class CreateClientsRow extends TextEntry {
  @Field(() => String)
  address!: string;

  @Field(() => CreateClientsOutcome)
  outcome!: CreateClientsOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'What was probably meant, where the address looks mistyped; it was used as it stands.',
  })
  suggestion!: string | null;

  @Field(() => Client, { nullable: true })
  client!: Client | null;

  @Field(() => Boolean)
  invited!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the address could not be mailed: SUPPRESSED, RECIPIENT_LIMIT, ORGANIZATION_LIMIT or USER_LIMIT.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Why nothing was created, or nobody invited.' })
  reason!: string | null;
}

@ObjectType({ description: 'An address that cannot be used.' })
export class BadAddress extends PlacedEntry {
  @Field(() => String, { description: `Stable, for programs: ${ADDRESS_PROBLEM_CODES.join(', ')}.` })
  code!: string;

  @Field(() => String, { description: 'What is wrong with it, in plain words.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'What was probably meant.' })
  suggestion!: string | null;
}

@ObjectType()
export class CreateClientsPayload extends Payload {
  @Field(() => [CreateClientsRow], {
    description: 'Row by row, in the order of the text; empty when anything was refused.',
  })
  rows: CreateClientsRow[] = [];

  @Field(() => Int, { description: 'New clients; whoever was one already is not counted.' })
  createdCount = 0;

  mailingId: string | null = null;

  @Field(() => [BadAddress], {
    description: 'The addresses because of which nothing was created; the first 200.',
  })
  badAddresses: BadAddress[] = [];

  @Field(() => Int, { description: 'How many there are, named or not.' })
  badAddressCount = 0;
}

export const ClientsPlanOutcome = {
  CREATE: 'CREATE',
  ALREADY_CLIENT: 'ALREADY_CLIENT',
  DUPLICATE: 'DUPLICATE',
  INVALID: 'INVALID',
} as const;
export type ClientsPlanOutcome = (typeof ClientsPlanOutcome)[keyof typeof ClientsPlanOutcome];
registerEnumType(ClientsPlanOutcome, {
  name: 'ClientsPlanOutcome',
  valuesConfig: {
    DUPLICATE: { description: 'The address stands in the text before.' },
    INVALID: { description: 'It is no address that can be mailed: nothing of the text could be created.' },
  },
});

@ObjectType({ description: 'What would become of one address.' })
export class ClientsPlanRow extends PlacedEntry {
  @Field(() => String, { nullable: true, description: 'Null when there is none to be read.' })
  address!: string | null;

  @Field(() => ClientsPlanOutcome)
  outcome!: ClientsPlanOutcome;

  @Field(() => ClientStatus, { nullable: true, description: 'Of the client that there is already.' })
  status!: ClientStatus | null;

  @Field(() => String, { nullable: true, description: 'What was probably meant.' })
  suggestion!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why none would be created: ALREADY_CLIENT, DUPLICATE, or a code as of a BadAddress.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The same in plain words.' })
  reason!: string | null;
}

@ObjectType({ description: 'What would become of pasted addresses.' })
export class ClientsPlan extends Payload {
  @Field(() => [ClientsPlanRow], {
    description: 'Row by row, in the order of the text; the first 1,000 only.',
  })
  rows: ClientsPlanRow[] = [];

  @Field(() => Int, { description: 'Different addresses and bad entries: what counts towards the limit.' })
  total = 0;

  @Field(() => Int)
  createCount = 0;
}

@ObjectType()
export class UpdateClientPayload extends Payload {
  @Field(() => Client, { nullable: true })
  client: Client | null = null;

  @Field(() => Boolean, {
    description: 'True when the address changed and the link sent to the old one no longer works.',
  })
  linkReplaced = false;
}

@ObjectType({ description: 'What became of one of the clients given.' })
export class InviteClientsRow {
  @Field(() => ID)
  clientId!: string;

  @Field(() => Client, { nullable: true })
  client!: Client | null;

  @Field(() => Boolean)
  invited!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not; null when invited.' })
  code!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

@ObjectType()
export class InviteClientsPayload extends Payload {
  @Field(() => [InviteClientsRow], { description: 'In the order of the ids; empty for a selection.' })
  rows: InviteClientsRow[] = [];

  mailingId: string | null = null;

  @Field(() => BulkOperation, { nullable: true, description: 'Set when a selection was given.' })
  operation: BulkOperation | null = null;
}
