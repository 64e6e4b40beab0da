import { registerEnumType } from 'type-graphql';

export const ClientStatus = {
  NO_EMAIL: 'NO_EMAIL',
  NOT_INVITED: 'NOT_INVITED',
  INVITE_PENDING: 'INVITE_PENDING',
  INVITE_EXPIRED: 'INVITE_EXPIRED',
  INVITE_WITHDRAWN: 'INVITE_WITHDRAWN',
  ACTIVE: 'ACTIVE',
  DEACTIVATED: 'DEACTIVATED',
} as const;
export type ClientStatus = (typeof ClientStatus)[keyof typeof ClientStatus];

registerEnumType(ClientStatus, {
  name: 'ClientStatus',
  description: 'Where a client stands between the list and the portal.',
});
