import { MockedProvider } from '@apollo/client/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { renderWith } from '../../test/render';
import {
  type Organization,
  OrganizationContext,
  type Viewer,
  ViewerContext,
} from '../features/organizations/viewer';
import { Palette, paletteQuery } from './palette';

const organization = { id: 'o', slug: 'linde', registrationMode: 'INVITATION_ONLY' } as Organization;
const viewer = {
  id: 'v',
  staffMemberships: [{ organization, permissions: ['clients.read'] }] as object[],
} as Viewer;

it('does not take a server that cannot be reached for one that found nothing', async () => {
  const cut = {
    request: { query: paletteQuery, variables: { organizationId: 'o', search: 'wil' } },
    error: new TypeError('Failed to fetch'),
  };
  await renderWith(
    <MockedProvider mocks={[cut]}>
      <MemoryRouter>
        <ViewerContext value={viewer}>
          <OrganizationContext value={organization}>
            <Palette opened onOpen={() => {}} onClose={() => {}} />
          </OrganizationContext>
        </ViewerContext>
      </MemoryRouter>
    </MockedProvider>,
  );
  fireEvent.change(await screen.findByRole('combobox'), { target: { value: 'wil' } });
  expect(await screen.findByText(/server cannot be reached/)).toBeTruthy();
  expect(screen.queryByText(/Nothing found/)).toBeNull();
});
