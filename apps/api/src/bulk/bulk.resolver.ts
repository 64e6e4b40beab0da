import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { Mailing } from '../email/mailing/mailing.entity.js';
import { withRefusals } from '../errors.js';
import type { Connection } from '../pagination/connection.js';
import { Possibility } from '../possibility.js';
import { ResumeBulkOperationInput } from './bulk.inputs.js';
import { ResumeBulkOperationPayload, SkippedReason } from './bulk.payloads.js';
import { BULK_FAILURES, BulkOperation } from './bulk-operation.entity.js';
import { SendingForecast, SendingForecastInput } from './forecast.types.js';
import { forecastSending } from './forecast-sending.js';
import { BulkOperationConnection, BulkOperationsArgs, listBulkOperations } from './list-bulk-operations.js';
import { canResume } from './may-resume.js';
import { getBulkOperation, TO_BEGIN } from './read-bulk-operation.js';
import { readReasons } from './record-progress.js';
import { resumeBulkOperation } from './resume-bulk-operation.js';
import { resumedBy } from './resumed-by.js';

@Resolver(() => BulkOperation)
class BulkOperationResolver {
  @Rule('clients.read', { connected: true, or: TO_BEGIN })
  @Query(() => BulkOperation, {
    nullable: true,
    description: 'Callers who do not see all clients find those they began or continued themselves.',
  })
  bulkOperation(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<BulkOperation> {
    return getBulkOperation(ctx, id);
  }

  @Rule('clients.read', { connected: true, or: TO_BEGIN })
  @Query(() => BulkOperationConnection, {
    description:
      'Those of an organization, newest first: all of them for callers who see all clients, otherwise those they began ' +
      'or continued.',
  })
  bulkOperations(
    @Ctx() ctx: RequestContext,
    @Args(() => BulkOperationsArgs) args: BulkOperationsArgs,
  ): Promise<Connection<BulkOperation>> {
    return listBulkOperations(ctx, args);
  }

  @Rule('invitations.resend', { connected: true, or: ['clients.invite', 'staff.invite'] })
  @Query(() => SendingForecast, {
    description: 'For the question before many are invited, reminded or sent the invitation again.',
  })
  sendingForecast(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SendingForecastInput) input: SendingForecastInput,
  ): Promise<SendingForecast> {
    return forecastSending(ctx, input);
  }

  @Rule('clients.invite', {
    connected: true,
    or: TO_BEGIN.slice(1),
  })
  @Mutation(() => ResumeBulkOperationPayload, {
    description:
      'Continues one that failed from where it stopped; nobody is handled twice. It takes the permission that starting ' +
      'it takes, and from then on it counts as begun by the caller. One that is running is left alone.',
  })
  resumeBulkOperation(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ResumeBulkOperationInput) input: ResumeBulkOperationInput,
  ): Promise<ResumeBulkOperationPayload> {
    return withRefusals(new ResumeBulkOperationPayload(), () => resumeBulkOperation(ctx, input));
  }

  @FieldResolver(() => Possibility, {
    description: 'Whether the caller may make it go on, once it has failed.',
  })
  canResume(@Root() operation: BulkOperation, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canResume(ctx, operation);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it failed, and how to go on.' })
  reason(@Root() { reasonCode }: BulkOperation): string | null {
    return reasonCode && BULK_FAILURES[reasonCode];
  }

  @FieldResolver(() => Int)
  skipped(@Root() operation: BulkOperation): number {
    return operation.processed - operation.done;
  }

  @FieldResolver(() => [SkippedReason])
  skippedReasons(@Root() operation: BulkOperation): SkippedReason[] {
    return Object.entries(readReasons(operation)).flatMap(([code, { reason, count }]) =>
      count > 0 ? { code, reason, count } : [],
    );
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the staff member who began it.' })
  begunBy(@Root() { begunBy, createdBy }: BulkOperation, @Ctx() ctx: RequestContext): Promise<string | null> {
    return ctx.loaders.staffName.load(begunBy ?? createdBy);
  }

  @FieldResolver(() => [String], {
    description:
      'Names of the staff who made it go on after it had failed, each once, in the order in which they first did.',
  })
  resumedBy(@Root() operation: BulkOperation, @Ctx() ctx: RequestContext): Promise<string[]> {
    return resumedBy(ctx, operation);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of the program that clients are put into.',
  })
  programName(
    @Root() { programId }: BulkOperation,
    @Ctx() ctx: RequestContext,
  ): Promise<string | null> | null {
    return programId ? ctx.loaders.programName.load(programId) : null;
  }

  @FieldResolver(() => Mailing, { nullable: true })
  mailing(@Root() operation: BulkOperation, @Ctx() ctx: RequestContext): Promise<Mailing | null> | null {
    return operation.mailingId ? ctx.loaders.mailing.load(operation.mailingId) : null;
  }
}

export const bulkResolvers = [BulkOperationResolver];
