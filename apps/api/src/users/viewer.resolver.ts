import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { readViewer } from './read-viewer.js';
import { updateViewer } from './update-viewer.js';
import { UpdateViewerInput, UpdateViewerPayload, ViewerView } from './viewer.types.js';

@Resolver(() => ViewerView)
class ViewerResolver {
  @Rule('public')
  @Query(() => ViewerView, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  viewer(@Ctx() ctx: RequestContext): ViewerView | null {
    return readViewer(ctx);
  }

  @Rule('signed-in')
  @Mutation(() => UpdateViewerPayload, { description: "Changes the viewer's own language in the admin SPA." })
  updateViewer(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateViewerInput) input: UpdateViewerInput,
  ): Promise<UpdateViewerPayload> {
    return updateViewer(ctx, input);
  }
}

export const viewerResolvers = [ViewerResolver];
