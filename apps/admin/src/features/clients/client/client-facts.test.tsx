import { MockedProvider } from '@apollo/client/testing/react';
import { screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../../../test/render';
import type { ClientFactsFragment } from '../../../gql/graphql';
import {
  type Organization,
  OrganizationContext,
  type Viewer,
  ViewerContext,
} from '../../organizations/viewer';
import { ClientFacts } from './client-facts';

const linde = { id: 'o', slug: 'linde', name: 'De Linde' } as Organization;
const viewer = { staffMemberships: [] as object[] } as Viewer;

function show(client: Partial<ClientFactsFragment>, language: 'en' | 'nl' = 'en') {
  const facts = { id: 'c', number: 'C-0001', createdAt: '2026-11-01T09:00:00.000Z', programs: [], ...client };
  return renderWith(
    <MockedProvider mocks={[]}>
      <MemoryRouter>
        <ViewerContext value={viewer}>
          <OrganizationContext value={linde}>
            <ClientFacts client={facts as unknown as ClientFactsFragment} />
          </OrganizationContext>
        </ViewerContext>
      </MemoryRouter>
    </MockedProvider>,
    language,
  );
}

describe('the facts of a client', () => {
  it('ask about an address that looks like a typing error, in both languages', async () => {
    const { unmount } = await show({ email: 'jan@gmial.com' });
    expect(screen.getByText('Perhaps a typing error: is it jan@gmail.com?')).toBeTruthy();
    unmount();
    await show({ email: 'jan@gmial.com' }, 'nl');
    expect(screen.getByText('Misschien een tikfout: is het jan@gmail.com?')).toBeTruthy();
  });

  it('ask nothing of whoever got in with theirs', async () => {
    await show({ email: 'jan@gmial.com', activatedAt: '2026-11-02T09:00:00.000Z' });
    expect(screen.getByText('jan@gmial.com')).toBeTruthy();
    expect(screen.queryByText(/typing error/)).toBeNull();
  });
});
