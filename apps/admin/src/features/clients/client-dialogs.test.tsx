import { AnteroomProvider } from '@anteroom/ui';
import { MockedProvider } from '@apollo/client/testing/react';
import { screen, waitFor } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import type { ClientRowFragment } from '../../gql/graphql';
import { OngoingWorkProvider } from '../bulk-operations/ongoing/ongoing-work';
import { type Organization, OrganizationContext } from '../organizations/viewer';
import { ClientDialogs } from './client-dialogs';

const possible = { allowed: true, code: null, reason: null };
const ada = {
  id: 'ada',
  email: 'ada@example.org',
  canInvite: possible,
  invitation: null,
} as unknown as ClientRowFragment;

function Address() {
  return <output>{useLocation().search}</output>;
}

const page = (clients: ClientRowFragment[] | undefined, address = '?dialog=invite-now&client=ada') => (
  <MockedProvider mocks={[]}>
    <MemoryRouter initialEntries={[`/${address}`]}>
      <OrganizationContext value={{ id: 'o', slug: 'linde' } as Organization}>
        <OngoingWorkProvider>
          <ClientDialogs clients={clients} />
          <Address />
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

it.each(['?dialog=withdraw&q=a', '?dialog=withdraw&client=bo&q=a'])(
  'leaves the address when whom it is about is not here: %s',
  async (address) => {
    await renderWith(page([ada], address));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('?q=a'));
    expect(screen.queryByRole('dialog')).toBeNull();
  },
);

it('waits in the address until the clients have come', async () => {
  const { rerender } = await renderWith(page(undefined));
  expect(screen.getByRole('status').textContent).toContain('dialog=invite-now');
  rerender(<AnteroomProvider>{page([ada])}</AnteroomProvider>);
  await screen.findByRole('dialog');
});
