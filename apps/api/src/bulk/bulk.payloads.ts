import { Field, Int, ObjectType } from 'type-graphql';
import { Payload } from '../errors.js';
import { BulkOperation } from './bulk-operation.entity.js';

@ObjectType()
export class ResumeBulkOperationPayload extends Payload {
  @Field(() => BulkOperation, { nullable: true })
  operation: BulkOperation | null = null;
}

@ObjectType({ description: 'Why some were passed over.' })
export class SkippedReason {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  reason!: string;

  @Field(() => Int)
  count!: number;
}
