import { noteRead } from '../audit/note-read.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { authorizeForClient } from '../staff/authorize.js';
import type { Client } from './client.entity.js';

export async function getClient(ctx: RequestContext, id: string): Promise<Client> {
  const client = isId(id) ? await ctx.loaders.client.load(id) : null;
  if (!client) throw notFound();
  const staff = await authorizeForClient(ctx, client, 'clients.read');
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'client.read',
    subjectType: 'CLIENT',
    subjectId: client.id,
  });
  return client;
}
