import { noteRead } from '../audit/note-read.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorize } from '../staff/authorize.js';
import { aboutWhom } from './about-whom.js';
import type { Invitation } from './invitation.entity.js';

export async function getInvitation(ctx: RequestContext, id: string): Promise<Invitation> {
  const invitation = isId(id) ? await ctx.loaders.invitation.load(id) : null;
  if (!invitation) throw notFound();
  const staff = await authorize(ctx, invitation.organizationId, 'invitations.read');
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'invitation.read',
    ...aboutWhom(invitation),
  });
  return invitation;
}
