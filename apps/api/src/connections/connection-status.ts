import { registerEnumType } from 'type-graphql';
import type { RequestContext } from '../context.js';
import type { Connection } from './connection.entity.js';

export const ConnectionStatus = {
  PENDING: 'PENDING',
  ACTIVE: 'ACTIVE',
  CLIENT_DEACTIVATED: 'CLIENT_DEACTIVATED',
  STAFF_DEACTIVATED: 'STAFF_DEACTIVATED',
} as const;
export type ConnectionStatus = (typeof ConnectionStatus)[keyof typeof ConnectionStatus];

registerEnumType(ConnectionStatus, {
  name: 'ConnectionStatus',
  description:
    'PENDING: one of the two has not joined yet. CLIENT_DEACTIVATED, STAFF_DEACTIVATED: it is paused until that one is active again.',
});

/** As of now. It is in no column: a connection is kept as it was, for the return of whoever is deactivated. */
export async function connectionStatus(
  ctx: Pick<RequestContext, 'loaders'>,
  { clientId, staffMemberId, activatedAt }: Connection,
): Promise<ConnectionStatus> {
  const [client, staffMember] = await Promise.all([
    ctx.loaders.client.load(clientId),
    ctx.loaders.connectedStaff.load(staffMemberId),
  ]);
  if (client?.status === 'DEACTIVATED') return 'CLIENT_DEACTIVATED';
  if (staffMember?.deactivated) return 'STAFF_DEACTIVATED';
  return activatedAt === null ? 'PENDING' : 'ACTIVE';
}
