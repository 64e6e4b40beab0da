import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import { Client } from '../../clients/client.entity.js';
import type { RequestContext } from '../../context.js';
import { UserError, withRefusals } from '../../errors.js';
import { liftSuppression } from './lift-suppression.js';
import { resumeMails } from './resume-mails.js';
import { LiftSuppressionInput, ResumeMailsInput } from './suppression.inputs.js';

@ObjectType()
class LiftSuppressionPayload {
  @Field(() => Client, { nullable: true })
  client: Client | null = null;

  @Field(() => [UserError])
  errors: UserError[] = [];
}

@ObjectType()
class ResumeMailsPayload {
  @Field(() => Boolean)
  resumed = false;

  @Field(() => [UserError])
  errors: UserError[] = [];
}

@Resolver()
class SuppressionResolver {
  @Rule('clients.invite', { connected: true })
  @Mutation(() => LiftSuppressionPayload, {
    description:
      'The client asked the organization to be invited again, after having asked it not to. What somebody asked of every ' +
      'organization only they themselves take back.',
  })
  liftSuppression(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => LiftSuppressionInput) input: LiftSuppressionInput,
  ): Promise<LiftSuppressionPayload> {
    return withRefusals(new LiftSuppressionPayload(), async () =>
      Object.assign(new LiftSuppressionPayload(), { client: await liftSuppression(ctx, input) }),
    );
  }

  @Rule('public')
  @Mutation(() => ResumeMailsPayload, {
    description:
      'For the holder of the link in the mail that confirmed that nobody will invite them: takes it back. Errors: ' +
      'LINK_UNKNOWN at `token`, OTHER_ADDRESS at `email`.',
  })
  resumeMails(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ResumeMailsInput) input: ResumeMailsInput,
  ): Promise<ResumeMailsPayload> {
    return withRefusals(new ResumeMailsPayload(), async () =>
      Object.assign(new ResumeMailsPayload(), { resumed: await resumeMails(ctx, input) }),
    );
  }
}

export const suppressionResolvers = [SuppressionResolver];
