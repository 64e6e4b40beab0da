import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../errors.js';
import { BulkOperation } from './bulk-operation.entity.js';

@ObjectType()
export class ResumeBulkOperationPayload extends Payload {
  @Field(() => BulkOperation, { nullable: true })
  operation: BulkOperation | null = null;
}
