import { MockedProvider } from '@apollo/client/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import type { RegistrationStatus } from '../../gql/graphql';
import { type Organization, OrganizationContext, type Viewer, ViewerContext } from '../organizations/viewer';
import { registrationsPageQuery } from './registrations.graphql';
import { RegistrationsPage } from './registrations-page';

const registration = (firstName: string, status: RegistrationStatus) => ({
  __typename: 'Registration' as const,
  id: firstName,
  email: `${firstName}@example.org`,
  firstName,
  lastName: 'Smit',
  status,
  requestedAt: '2026-11-02T09:00:00.000Z',
  decidedAt: null,
  decidedByName: null,
  declineReason: null,
  clientId: null,
  matches: [],
});

const page = (
  statuses: RegistrationStatus[],
  nodes: ReturnType<typeof registration>[],
  { after = null as string | null, delay = 0 } = {},
) => ({
  request: {
    query: registrationsPageQuery,
    variables: { organizationId: 'o', filter: { statuses }, first: 50, after },
  },
  result: {
    data: {
      registrations: {
        __typename: 'RegistrationConnection' as const,
        nodes,
        pageInfo: {
          __typename: 'PageInfo' as const,
          hasNextPage: false,
          hasPreviousPage: after !== null,
          startCursor: null,
          endCursor: null,
        },
        totalCount: 1,
      },
    },
  },
  delay,
});

const waiting = page(['WAITING'], [registration('Ada', 'WAITING')]);

function Address() {
  return <output>{useLocation().search}</output>;
}

async function open(address: string, mocks: ReturnType<typeof page>[]) {
  await renderWith(
    <MockedProvider mocks={mocks}>
      <MemoryRouter initialEntries={[address]} useTransitions={false}>
        <ViewerContext value={{ id: 'v', staffMemberships: [] as object[] } as Viewer}>
          <OrganizationContext value={{ id: 'o', slug: 'linde' } as Organization}>
            <RegistrationsPage />
            <Address />
          </OrganizationContext>
        </ViewerContext>
      </MemoryRouter>
    </MockedProvider>,
  );
}

it('says of nobody who waits that they were declined, while the answered ones are on their way', async () => {
  await open('/', [
    waiting,
    page(['APPROVED', 'DECLINED'], [registration('Bo', 'APPROVED')], { delay: 100 }),
  ]);
  await screen.findByText('Ada Smit');
  fireEvent.click(screen.getByRole('radio', { name: 'Answered' }));
  expect(screen.queryByText('Ada Smit')).toBeNull();
  expect(screen.queryByText('Declined')).toBeNull();
  await screen.findByText('Bo Smit');
});

it('goes to the first page from one whose last request has been answered', async () => {
  await open('/?after=x', [page(['WAITING'], [], { after: 'x' }), waiting]);
  await screen.findByText('Ada Smit');
  expect(screen.getByRole('status').textContent).toBe('');
});
