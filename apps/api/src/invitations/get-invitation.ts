import { noteRead } from '../audit/note-read.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorize, authorizeForClient } from '../staff/authorize.js';
import type { Invitation } from './invitation.entity.js';
import { aboutWhom } from './list/about-whom.js';
import { TO_READ } from './list/invitation-reach.js';

export async function getInvitation(ctx: RequestContext, id: string): Promise<Invitation> {
  const invitation = isId(id) ? await ctx.loaders.invitation.load(id) : null;
  if (!invitation) throw notFound();
  const { organizationId, clientId } = invitation;
  const staff = clientId
    ? await authorizeForClient(ctx, { id: clientId, organizationId }, TO_READ.clients)
    : await authorize(ctx, organizationId, TO_READ.staff);
  await noteRead(ctx, {
    organizationId,
    staffMemberId: staff.id,
    action: 'invitation.read',
    ...aboutWhom(invitation),
  });
  return invitation;
}
