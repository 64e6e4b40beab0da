import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { InvitationInput, MessageInput } from '../email/message/message.inputs.js';
import { IdempotentInput } from '../idempotency/idempotent-input.js';
import { ClientStatus } from './client-status.js';

@InputType()
export class ClientFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Name, address or client number; every word must match the beginning of one of them.',
  })
  search?: string | null;

  @Field(() => [ClientStatus], { nullable: true, description: 'Any of them; as of now.' })
  statuses?: ClientStatus[] | null;

  @Field(() => ID, { nullable: true })
  programId?: string | null;
}

@InputType({ description: 'Everybody who matches, as of the moment each batch is handled.' })
export class ClientSelection {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ClientFilter, { nullable: true })
  filter?: ClientFilter | null;
}

export const ClientSortField = { NAME: 'NAME', NUMBER: 'NUMBER', CREATED_AT: 'CREATED_AT' } as const;
export type ClientSortField = (typeof ClientSortField)[keyof typeof ClientSortField];
registerEnumType(ClientSortField, { name: 'ClientSortField' });

export const SortDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
export type SortDirection = (typeof SortDirection)[keyof typeof SortDirection];
registerEnumType(SortDirection, { name: 'SortDirection' });

@InputType()
export class ClientSort {
  @Field(() => ClientSortField)
  field!: ClientSortField;

  @Field(() => SortDirection)
  direction!: SortDirection;
}

@InputType()
export class CreateClientInput extends IdempotentInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  lastName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Needed to invite; unique among the clients of the organization.',
  })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "At most 40 letters, digits, spaces and . _ / -; unique in the organization. Left out: the organization's next number.",
  })
  number?: string | null;

  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => InvitationInput, { nullable: true, description: 'Present: the client is invited as well.' })
  invitation?: InvitationInput | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Staff members to connect the client with, at most 20. Whoever creates only clients of their own is among them in any case.',
  })
  connections?: string[] | null;
}

@InputType()
export class CreateClientsInput extends IdempotentInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { description: 'Raw text, as pasted: at most 200 addresses.' })
  emails!: string;

  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => InvitationInput, {
    nullable: true,
    description: 'Present: the clients are invited as well, in the same transaction.',
  })
  invitation?: InvitationInput | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Staff members to connect the clients with, at most 20.',
  })
  connections?: string[] | null;
}

@InputType()
export class ClientsPlanInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { description: 'Raw text, as pasted.' })
  emails!: string;
}

@InputType({ description: 'What is left out stays as it is; null or an empty text removes it.' })
export class UpdateClientInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  lastName?: string | null;

  @Field(() => String, { nullable: true, description: 'Unique among the clients of the organization.' })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'At most 40 letters, digits, spaces and . _ / -; unique in the organization. It cannot be removed.',
  })
  number?: string | null;
}

@InputType()
export class InviteClientsInput extends IdempotentInput {
  @Field(() => [ID], { nullable: true, description: 'At most 200; or a selection, not both.' })
  clientIds?: string[] | null;

  @Field(() => ClientSelection, { nullable: true })
  selection?: ClientSelection | null;

  @Field(() => MessageInput, { nullable: true, description: "Left out: the organization's default message." })
  message?: MessageInput | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Staff members to connect the clients with who are invited now, at most 20; only with clientIds.',
  })
  connections?: string[] | null;
}
