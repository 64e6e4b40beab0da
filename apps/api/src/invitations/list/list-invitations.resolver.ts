import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import type { RequestContext } from '../../context.js';
import type { Connection } from '../../pagination/connection.js';
import type { Invitation } from '../invitation.entity.js';
import { InvitationConnection, InvitationsArgs, listInvitations } from './list-invitations.js';

@Resolver()
class InvitationListResolver {
  @Rule('invitations.read', { connected: true, or: ['staff.read'] })
  @Query(() => InvitationConnection, {
    description:
      'Of clients for whoever may read those, all or their own; of staff for whoever may see the staff.',
  })
  invitations(
    @Ctx() ctx: RequestContext,
    @Args(() => InvitationsArgs) args: InvitationsArgs,
  ): Promise<Connection<Invitation>> {
    return listInvitations(ctx, args);
  }
}

export const invitationListResolvers = [InvitationListResolver];
