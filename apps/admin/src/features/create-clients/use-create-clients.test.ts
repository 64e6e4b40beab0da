import { expect, it } from 'vitest';
import type { CreateClientsMutation } from '../../gql/graphql';
import { createdClients } from './use-create-clients';

type Row = CreateClientsMutation['createClients']['rows'][number];

function row(
  index: number,
  outcome: Row['outcome'],
  status: 'NOT_INVITED' | 'INVITE_PENDING' | 'ACTIVE',
): Row {
  const allowed = status === 'NOT_INVITED';
  return {
    outcome,
    client: {
      id: `client-${index}`,
      firstName: null,
      lastName: null,
      email: `${index}@example.org`,
      number: `C-000${index}`,
      canInvite: allowed
        ? { allowed, code: null, reason: null }
        : { allowed, code: status, reason: `is ${status}` },
    },
  };
}

it('goes on with everybody who can be invited, new or not, and says why the others cannot', () => {
  const created = createdClients(
    [
      row(0, 'CREATED', 'NOT_INVITED'),
      row(1, 'ALREADY_CLIENT', 'NOT_INVITED'),
      row(2, 'ALREADY_CLIENT', 'ACTIVE'),
      row(3, 'ALREADY_CLIENT', 'INVITE_PENDING'),
    ],
    1,
  );
  expect(created).toEqual({
    clientIds: ['client-0', 'client-1'],
    createdCount: 1,
    existingCount: 3,
    notInvited: [
      { clientId: 'client-2', who: '2@example.org', code: 'ACTIVE', reason: 'is ACTIVE' },
      { clientId: 'client-3', who: '3@example.org', code: 'INVITE_PENDING', reason: 'is INVITE_PENDING' },
    ],
  });
});

it('invites those whose creation was answered by a lost reply', () => {
  const again = [row(0, 'ALREADY_CLIENT', 'NOT_INVITED'), row(1, 'ALREADY_CLIENT', 'NOT_INVITED')];
  expect(createdClients(again, 0).clientIds).toEqual(['client-0', 'client-1']);
});
