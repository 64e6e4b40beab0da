import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Rule } from '../../auth/rule.js';
import type { RequestContext } from '../../context.js';
import { withRefusals } from '../../errors.js';
import { MessagePreview, MessagePreviewInput } from './message-preview.js';
import { previewMessage } from './preview-message.js';

@Resolver()
class MessagePreviewResolver {
  @Rule('clients.invite', { connected: true, or: ['staff.invite'] })
  @Query(() => MessagePreview, {
    description: 'The mail as recipients would get it, rendered by the code that sends it.',
  })
  messagePreview(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => MessagePreviewInput) input: MessagePreviewInput,
  ): Promise<MessagePreview> {
    return withRefusals(new MessagePreview(), () => previewMessage(ctx, input));
  }
}

export const messagePreviewResolvers = [MessagePreviewResolver];
