import { Field, Int, ObjectType } from 'type-graphql';
import { BulkOperation } from '../bulk/bulk-operation.entity.js';
import { UserError } from '../errors.js';
import { Program } from './program.entity.js';

@ObjectType()
export class CreateProgramPayload {
  @Field(() => Program, { nullable: true })
  program: Program | null = null;

  @Field(() => [UserError])
  errors: UserError[] = [];
}

@ObjectType()
export class RenameProgramPayload {
  @Field(() => Program, { nullable: true })
  program: Program | null = null;

  @Field(() => [UserError])
  errors: UserError[] = [];
}

@ObjectType()
export class AddClientsToProgramPayload {
  @Field(() => Program, { nullable: true })
  program: Program | null = null;

  @Field(() => Int, {
    description: 'How many were not in it yet; 0 for a selection, which goes on after the answer.',
  })
  addedCount = 0;

  @Field(() => BulkOperation, { nullable: true, description: 'Set when a selection was given.' })
  operation: BulkOperation | null = null;

  @Field(() => [UserError])
  errors: UserError[] = [];
}
