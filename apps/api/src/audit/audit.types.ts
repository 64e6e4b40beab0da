import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'One part of what is kept of an action: a code, an id or a number.',
  simpleResolvers: true,
})
export class AuditDetail {
  @Field(() => String)
  key!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType({
  description: 'Somebody who may have acted: staff, present and former, and keys of partner apps.',
  simpleResolvers: true,
})
export class AuditActor {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({
  description: 'Something in the audit log that is not as it was sealed.',
  simpleResolvers: true,
})
export class AuditProblem {
  @Field(() => String, {
    description:
      'CHANGED, DELETED, MISSING, REORDERED, UNLINKED, FORGED, UNVOUCHED, INSERTED, UNSEALED, LOST, CUT_OFF, ' +
      'END_CHANGED or REPLACED.',
  })
  kind!: string;

  @Field(() => Int, { nullable: true, description: 'Its place in the chain; null for what has none.' })
  seq!: number | null;

  @Field(() => Int, { nullable: true, description: 'The last of a gap, or where what was moved belongs.' })
  otherSeq!: number | null;

  @Field(() => ID, { nullable: true })
  entryId!: string | null;

  @Field(() => String)
  message!: string;
}

@ObjectType({
  description: 'The result of checking a part of the audit log against its chain.',
  simpleResolvers: true,
})
export class AuditVerification {
  @Field(() => Int, { description: 'Entries of the chain looked at so far.' })
  reached!: number;

  @Field(() => Int, {
    description: 'Entries then looked up in the chain, to find any that are not in it.',
  })
  searched!: number;

  @Field(() => Int, { description: 'Entries in the chain.' })
  total!: number;

  @Field(() => Boolean, { description: 'All of it has been looked at.' })
  complete!: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as `after` to go on; null when complete.' })
  next!: string | null;

  @Field(() => Int)
  problemCount!: number;

  @Field(() => [AuditProblem], { description: 'The first 100 of this part.' })
  problems!: AuditProblem[];

  @Field(() => Date, { nullable: true, description: 'The moment of the first entry.' })
  since!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The place and hash of the last entry. Keep it outside: given to the command that verifies, it shows that ' +
      'nothing was cut off. Null until the last part, and where that has a problem.',
  })
  checkpoint!: string | null;
}
