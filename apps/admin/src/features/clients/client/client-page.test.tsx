import { CombinedGraphQLErrors } from '@apollo/client';
import { MockedProvider } from '@apollo/client/testing/react';
import { screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { renderWith } from '../../../../test/render';
import { type Organization, OrganizationContext } from '../../organizations/viewer';
import { ClientPage, clientPageQuery } from './client-page';

async function open(code: string) {
  const router = createMemoryRouter([{ path: '/clients/:clientId', element: <ClientPage /> }], {
    initialEntries: ['/clients/gone'],
  });
  await renderWith(
    <MockedProvider
      mocks={[
        {
          request: { query: clientPageQuery, variables: { id: 'gone' } },
          error: new CombinedGraphQLErrors({ errors: [{ message: 'x', extensions: { code } }] }),
          maxUsageCount: 2,
        },
      ]}
    >
      <OrganizationContext value={{ id: 'o', slug: 'linde' } as Organization}>
        <RouterProvider router={router} />
      </OrganizationContext>
    </MockedProvider>,
  );
}

it('says of a client who is not there that there is none, rather than to try again', async () => {
  await open('NOT_FOUND');
  await screen.findByRole('heading', { name: 'There is no such client', level: 1 });
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

it('lets what failed otherwise be tried again', async () => {
  await open('INTERNAL_SERVER_ERROR');
  await screen.findByRole('button', { name: 'Try again' });
  expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
});
