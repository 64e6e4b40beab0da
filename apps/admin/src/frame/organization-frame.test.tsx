import { RelativeTime } from '@anteroom/ui';
import { MockedProvider } from '@apollo/client/testing/react';
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { renderWith } from '../../test/render';
import { organizationQuery, type Viewer, ViewerContext } from '../features/organizations/viewer';
import { paths } from '../paths';
import { OrganizationFrame } from './organization-frame';

const linde = {
  __typename: 'Organization' as const,
  id: 'o',
  slug: 'linde',
  name: 'De Linde',
  language: 'EN' as const,
  timeZone: 'Pacific/Auckland',
  accentColor: '#2f5bb7',
  openInvitationCount: null,
  registrationMode: 'INVITATION_ONLY' as const,
  waitingRegistrationCount: null,
};
const viewer: Viewer = {
  id: 'u',
  email: 'noor@example.org',
  name: 'Noor',
  language: null,
  staffMemberships: [],
};

async function open(address: string, page: ReactNode) {
  const organization = {
    request: { query: organizationQuery, variables: { slug: 'linde' } },
    result: { data: { organization: linde } },
    maxUsageCount: Number.POSITIVE_INFINITY,
  };
  await renderWith(
    <MockedProvider mocks={[organization]} showWarnings={false}>
      <ViewerContext value={viewer}>
        <MemoryRouter initialEntries={[address]}>
          <Routes>
            <Route path="/o/:slug" element={<OrganizationFrame />}>
              <Route path="*" element={page} />
            </Route>
          </Routes>
        </MemoryRouter>
      </ViewerContext>
    </MockedProvider>,
  );
}

it('tells the moments of an organization in its own time zone, wherever it is read', async () => {
  await open(paths.settings('linde'), <RelativeTime at="2026-11-20T23:30:00.000Z" />);
  expect(await screen.findByTitle(/21 November 2026 at 12:30/)).toBeTruthy();
});

it('heads the page that is not for somebody with just that', async () => {
  await open(paths.audit('linde'), 'the log');
  expect(await screen.findByRole('heading', { level: 1, name: /not for your roles/ })).toBeTruthy();
  expect(screen.queryByText('the log')).toBeNull();
});
