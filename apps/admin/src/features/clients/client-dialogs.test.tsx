import { AnteroomProvider } from '@anteroom/ui';
import { MockedProvider } from '@apollo/client/testing/react';
import { screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import { OngoingWorkProvider } from '../../frame/ongoing-work';
import type { ClientRowFragment } from '../../gql/graphql';
import { type Organization, OrganizationContext } from '../organizations/viewer';
import { ClientDialogs } from './client-dialogs';

const possible = { allowed: true, code: null, reason: null };
const ada = {
  id: 'ada',
  email: 'ada@example.org',
  canInvite: possible,
  invitation: null,
} as unknown as ClientRowFragment;

const page = (clients: ClientRowFragment[]) => (
  <MockedProvider mocks={[]}>
    <MemoryRouter initialEntries={['/?dialog=invite-now&client=ada']}>
      <OrganizationContext value={{ id: 'o', slug: 'linde' } as Organization}>
        <OngoingWorkProvider>
          <ClientDialogs clients={clients} />
        </OngoingWorkProvider>
      </OrganizationContext>
    </MemoryRouter>
  </MockedProvider>
);

it('stays open when its client leaves the list beneath, as the invited leave those not invited', async () => {
  const { rerender } = await renderWith(page([ada]));
  await screen.findByRole('dialog');
  rerender(<AnteroomProvider>{page([])}</AnteroomProvider>);
  expect(screen.queryByRole('dialog')).not.toBeNull();
});
