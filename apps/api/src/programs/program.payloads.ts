import { Field, Int, ObjectType } from 'type-graphql';
import { BulkOperation } from '../bulk/bulk-operation.entity.js';
import { Payload } from '../errors.js';
import { Program } from './program.entity.js';

@ObjectType()
export class CreateProgramPayload extends Payload {
  @Field(() => Program, { nullable: true })
  program: Program | null = null;
}

@ObjectType()
export class RenameProgramPayload extends Payload {
  @Field(() => Program, { nullable: true })
  program: Program | null = null;
}

@ObjectType()
export class AddClientsToProgramPayload extends Payload {
  @Field(() => Program, { nullable: true })
  program: Program | null = null;

  @Field(() => Int, {
    description: 'How many were not in it yet; 0 for a selection, which goes on after the answer.',
  })
  addedCount = 0;

  @Field(() => BulkOperation, { nullable: true, description: 'Set when a selection was given.' })
  operation: BulkOperation | null = null;
}
