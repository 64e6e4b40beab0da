import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import { Client } from '../../clients/client.entity.js';
import type { RequestContext } from '../../context.js';
import { Payload, withRefusals } from '../../errors.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { liftSuppression } from './lift-suppression.js';
import { resumeMails } from './resume-mails.js';
import { LiftSuppressionInput, ResumeMailsInput } from './suppression.inputs.js';

@ObjectType()
class LiftSuppressionPayload extends Payload {
  @Field(() => Client, { nullable: true })
  client: Client | null = null;

  @Field(() => StaffMember, { nullable: true })
  staffMember: StaffMember | null = null;
}

@ObjectType()
class ResumeMailsPayload extends Payload {
  @Field(() => Boolean)
  resumed = false;
}

@Resolver()
class SuppressionResolver {
  @Rule('clients.invite', { connected: true, or: ['staff.invite'] })
  @Mutation(() => LiftSuppressionPayload, {
    description:
      'Lets an address be invited again whose owner had asked this organization not to and now asks for it: that of a ' +
      'client or, with staff.invite, of somebody invited to the staff. A request to every organization can only be ' +
      'taken back by the person. Errors: ' +
      'NOT_POSSIBLE at the id; of the reason TOO_SHORT, TOO_LONG; INVALID when not one of the two ids is given.',
  })
  liftSuppression(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => LiftSuppressionInput) input: LiftSuppressionInput,
  ): Promise<LiftSuppressionPayload> {
    return withRefusals(new LiftSuppressionPayload(), async () =>
      Object.assign(new LiftSuppressionPayload(), await liftSuppression(ctx, input)),
    );
  }

  @Rule('public')
  @Mutation(() => ResumeMailsPayload, {
    description:
      'Takes back that nobody may invite an address, for the holder of the link in the mail that confirmed it. Errors: ' +
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
