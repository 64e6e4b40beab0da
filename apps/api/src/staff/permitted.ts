import type { RequestContext } from '../context.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import type { Permission } from './permissions.js';
import { mayDo } from './read-permissions.js';

const NOT_PERMITTED = impossible(
  'NOT_PERMITTED',
  'Your roles do not let you do this. Ask an owner or an administrator.',
);
const NOT_OWN_CLIENT = impossible(
  'NOT_OWN_CLIENT',
  'Only for clients whom you are connected with. Ask to be connected, or ask somebody who may do it for all.',
);

/** What lists and pages say, before anything else, to whoever may not do it at all. */
export async function permitted(
  ctx: RequestContext,
  organizationId: string,
  permission: Permission,
): Promise<Possibility> {
  const caller = await ctx.loaders.callerIn.load(organizationId);
  return caller?.permissions.has(permission) ? possible : NOT_PERMITTED;
}

/** Likewise of one client, for whoever may do it only to those they are connected with. */
export async function permittedForClient(
  ctx: RequestContext,
  client: { id: string; organizationId: string },
  permission: Permission,
): Promise<Possibility> {
  const caller = await ctx.loaders.callerIn.load(client.organizationId);
  if (!caller || !mayDo(caller, permission, 'own')) return NOT_PERMITTED;
  if (caller.permissions.has(permission)) return possible;
  const connections = await ctx.loaders.connectionsOfClient.load(client.id);
  return connections.some(({ staffMemberId }) => staffMemberId === caller.id) ? possible : NOT_OWN_CLIENT;
}
