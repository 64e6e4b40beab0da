import { act, screen } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../test/render';
import { usePageParams } from './use-page-params';

type Set = ReturnType<typeof usePageParams>[1];

async function standingAt(address: string) {
  const given: { set?: Set } = {};
  function Page() {
    const [, set] = usePageParams();
    given.set ??= set;
    return <p>the page</p>;
  }
  const router = createMemoryRouter(
    [
      {
        element: <Outlet />,
        children: [
          { path: 'clients', element: <Page /> },
          { path: 'invitations', element: <p>another page</p> },
        ],
      },
    ],
    { initialEntries: [address] },
  );
  await renderWith(<RouterProvider router={router} useTransitions={false} />);
  await screen.findByText('the page');
  const { set } = given;
  if (!set) throw new Error('the page was not drawn');
  return { router, set };
}

const without = (name: string) => (current: URLSearchParams) => {
  const next = new URLSearchParams(current);
  next.delete(name);
  return next;
};

describe('the address of a page', () => {
  it('is changed from what it is when an answer has come, not from what it was when it was asked for', async () => {
    const { router, set } = await standingAt('/clients?dialog=withdraw');
    await act(() => router.navigate('/clients?dialog=withdraw&q=ada'));
    await act(async () => set(without('dialog'), { replace: true }));
    expect(router.state.location.search).toBe('?q=ada');
  });

  it('is no longer changed once the page has been left', async () => {
    const { router, set } = await standingAt('/clients?dialog=withdraw');
    await act(() => router.navigate('/invitations?recipient=staff'));
    await act(async () => set(without('dialog'), { replace: true }));
    expect(router.state.location.search).toBe('?recipient=staff');
  });
});
