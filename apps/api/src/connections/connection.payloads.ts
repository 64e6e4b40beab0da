import { Field, ID, ObjectType } from 'type-graphql';
import { BulkOperation } from '../bulk/bulk-operation.entity.js';
import { Payload } from '../errors.js';
import { Connection } from './connection.entity.js';

@ObjectType({ description: 'What became of one staff member with one client.' })
export class ConnectClientsRow {
  @Field(() => ID)
  clientId!: string;

  @Field(() => ID, { description: 'Of the staff member.' })
  staffId!: string;

  @Field(() => Connection, { nullable: true, description: 'Null when there is none.' })
  connection!: Connection | null;

  @Field(() => Boolean, { description: 'False also when they were connected before.' })
  created!: boolean;

  @Field(() => String, { nullable: true, description: 'Why there is none; null when there is.' })
  code!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

@ObjectType()
export class ConnectClientsPayload extends Payload {
  @Field(() => [ConnectClientsRow], {
    description: 'Client by client, in the order of the ids; empty for a selection.',
  })
  rows: ConnectClientsRow[] = [];

  @Field(() => BulkOperation, { nullable: true, description: 'What was begun on a selection.' })
  operation: BulkOperation | null = null;
}

@ObjectType({ description: 'What became of one of the connections given.' })
class RemoveConnectionsRow {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean)
  removed!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not; null when removed.' })
  code!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

@ObjectType()
export class RemoveConnectionsPayload extends Payload {
  @Field(() => [RemoveConnectionsRow], { description: 'In the order of the ids.' })
  rows: RemoveConnectionsRow[] = [];
}
