import { expect, it } from 'vitest';
import type { InvitationEventType } from '../../../gql/graphql';
import { withdrawnByNewAddress } from './withdrawn-by-new-address';

const told = (...newestFirst: InvitationEventType[]) =>
  withdrawnByNewAddress(newestFirst.map((type) => ({ type })));

it('lays a withdrawal to the new address only where that came first', () => {
  expect(told('ADDRESS_CHANGED', 'BOUNCED', 'SENT')).toBe(true);
  expect(told('ADDRESS_CHANGED', 'ADDRESS_CHANGED', 'RESENT', 'SENT')).toBe(true);
  expect(told('ADDRESS_CHANGED', 'WITHDRAWN', 'DELIVERED', 'SENT')).toBe(false);
  expect(told('ADDRESS_CHANGED', 'WRONG_RECIPIENT', 'OPENED', 'SENT')).toBe(false);
});

it('forgets the address that changed before the latest sending', () => {
  expect(told('WITHDRAWN', 'SENT', 'ADDRESS_CHANGED', 'SENT')).toBe(false);
});
