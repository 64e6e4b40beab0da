import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { clientMemberships } from './client-memberships.js';
import { readViewer } from './read-viewer.js';
import { staffMemberships } from './staff-memberships.js';
import { updateViewer } from './update-viewer.js';
import {
  ClientMembership,
  StaffMembership,
  UpdateViewerInput,
  UpdateViewerPayload,
  ViewerRegistration,
  ViewerView,
} from './viewer.types.js';
import { viewerRegistrations } from './viewer-registrations.js';

@Resolver(() => ViewerView)
class ViewerResolver {
  @Rule('public')
  @Query(() => ViewerView, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  viewer(@Ctx() ctx: RequestContext): ViewerView | null {
    return readViewer(ctx);
  }

  @Rule('signed-in')
  @Mutation(() => UpdateViewerPayload, {
    description:
      "Changes the viewer's own language in the admin SPA, whatever languages the organizations they work for use.",
  })
  updateViewer(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateViewerInput) input: UpdateViewerInput,
  ): Promise<UpdateViewerPayload> {
    return updateViewer(ctx, input);
  }

  @FieldResolver(() => [StaffMembership], { description: 'Organizations in which the viewer is staff.' })
  staffMemberships(@Ctx() ctx: RequestContext): Promise<StaffMembership[]> {
    return staffMemberships(ctx);
  }

  @FieldResolver(() => [ClientMembership], {
    description: 'Organizations in which the viewer is an active client.',
  })
  clientMemberships(@Ctx() ctx: RequestContext): Promise<ClientMembership[]> {
    return clientMemberships(ctx);
  }

  @FieldResolver(() => [ViewerRegistration], {
    description:
      'Organizations that the viewer has asked to become a client of, and that have not answered yet.',
  })
  registrations(@Ctx() ctx: RequestContext): Promise<ViewerRegistration[]> {
    return viewerRegistrations(ctx);
  }
}

export const viewerResolvers = [ViewerResolver];
