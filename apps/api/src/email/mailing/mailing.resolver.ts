import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import { Client } from '../../clients/client.entity.js';
import type { RequestContext } from '../../context.js';
import { MailProblem } from '../mail-problem.js';
import { Mailing } from './mailing.entity.js';
import { getMailing, type MailCounts, mailProblems } from './read-mailing.js';

@Resolver(() => Mailing)
class MailingResolver {
  @Rule('invitations.read', { connected: true, or: ['staff.invite'] })
  @Query(() => Mailing, { nullable: true, description: 'Fails with NOT_FOUND if there is none.' })
  mailing(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<Mailing> {
    return getMailing(ctx, id);
  }

  @FieldResolver(() => Int)
  async total(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<number> {
    return Object.values(await counts(ctx, mailing)).reduce((sum, count) => sum + count, 0);
  }

  @FieldResolver(() => Int, { description: 'Waiting for the mail server.' })
  async queued(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<number> {
    return (await counts(ctx, mailing)).QUEUED;
  }

  @FieldResolver(() => Int)
  async sending(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<number> {
    return (await counts(ctx, mailing)).SENDING;
  }

  @FieldResolver(() => Int, { description: 'Taken by the mail server.' })
  async sent(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<number> {
    return (await counts(ctx, mailing)).SENT;
  }

  @FieldResolver(() => Int, { description: 'Refused by the mail server for good.' })
  async bounced(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<number> {
    return (await counts(ctx, mailing)).BOUNCED;
  }

  @FieldResolver(() => Int, { description: 'Given up, or no longer wanted before it left.' })
  async failed(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<number> {
    return (await counts(ctx, mailing)).FAILED;
  }

  @FieldResolver(() => Int, {
    description: 'The connection broke while it was handed over: it may have arrived.',
  })
  async unknown(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<number> {
    return (await counts(ctx, mailing)).UNKNOWN;
  }

  @FieldResolver(() => [MailProblem], {
    description: 'Mails that came back or are in doubt, of invitations that the caller may see; at most 50.',
  })
  problems(@Root() mailing: Mailing, @Ctx() ctx: RequestContext): Promise<MailProblem[]> {
    return mailProblems(ctx, mailing);
  }
}

@Resolver(() => MailProblem)
class MailProblemResolver {
  @FieldResolver(() => Client, { nullable: true })
  client(@Root() problem: MailProblem, @Ctx() ctx: RequestContext): Promise<Client | null> | null {
    return problem.clientId ? ctx.loaders.client.load(problem.clientId) : null;
  }
}

function counts(ctx: RequestContext, mailing: Mailing): Promise<MailCounts> {
  return ctx.loaders.mailCounts.load(mailing.id);
}

export const mailingResolvers = [MailingResolver, MailProblemResolver];
