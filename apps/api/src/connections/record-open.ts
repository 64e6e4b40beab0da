import type { Client } from '../clients/client.entity.js';
import type { RequestContext } from '../context.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import type { Connection } from './connection.entity.js';

const NOT_CONNECTED = impossible(
  'NOT_CONNECTED',
  'You are not connected with this client. Somebody who may make connections can connect you.',
);
const NOT_ACTIVE_YET = impossible(
  'NOT_ACTIVE_YET',
  'You can open the record as soon as the client has accepted the invitation.',
);
const DEACTIVATED = impossible(
  'DEACTIVATED',
  'The client has been deactivated. Activate the client again first.',
);

/** A record opens for whoever is connected, from the moment at which the connection is active; for nobody else. */
export async function recordOpen(ctx: RequestContext, client: Client): Promise<Possibility> {
  const caller = await ctx.loaders.callerIn.load(client.organizationId);
  const connections = await ctx.loaders.connectionsOfClient.load(client.id);
  const own = connections.find(({ staffMemberId }) => staffMemberId === caller?.id);
  if (!own) return NOT_CONNECTED;
  if (client.status === 'DEACTIVATED') return DEACTIVATED;
  return own.activatedAt === null ? NOT_ACTIVE_YET : possible;
}

/** Whether the viewer is connected with the client, active or not. */
export async function isOwnClient(ctx: RequestContext, client: Client): Promise<boolean> {
  const caller = await ctx.loaders.callerIn.load(client.organizationId);
  const connections = await ctx.loaders.connectionsOfClient.load(client.id);
  return connections.some(({ staffMemberId }) => staffMemberId === caller?.id);
}

/** More than this at one client is not looked at one by one. */
const SHOWN = 100;

/** Seen by whoever sees clients: support, for one, finds invitations without learning who treats whom. */
export async function connectionsSeen(ctx: RequestContext, client: Client): Promise<Connection[]> {
  const caller = await ctx.loaders.callerIn.load(client.organizationId);
  if (!caller?.permissions.has('clients.readOwn')) return [];
  return (await ctx.loaders.connectionsOfClient.load(client.id)).slice(0, SHOWN);
}
