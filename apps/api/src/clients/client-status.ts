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

/** How a client stands in the tables: that the time of a pending one is over, the clock alone tells. */
export type StoredStatus = Exclude<ClientStatus, 'INVITE_EXPIRED'>;

export function storedStatus(status: ClientStatus): StoredStatus {
  return status === 'INVITE_EXPIRED' ? 'INVITE_PENDING' : status;
}

export const STORED_STATUSES = [...new Set(Object.values(ClientStatus).map(storedStatus))];

registerEnumType(ClientStatus, {
  name: 'ClientStatus',
  description: 'Where a client stands between the list and the portal.',
  valuesConfig: {
    NO_EMAIL: { description: 'There is no address on file, so nobody to invite.' },
    INVITE_PENDING: { description: 'Invited; the link works, and has not been accepted.' },
    INVITE_EXPIRED: { description: 'Invited, and the validity is over.' },
    ACTIVE: { description: 'The invitation is accepted: they have a user.' },
  },
});
