import { screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWith } from '../../../test/render';
import { RouteFailed } from './route-failed';

const GONE = new TypeError('Failed to fetch dynamically imported module: https://x.test/admin/assets/a.js');
const reload = vi.fn();
const asked = vi.fn(async () => new Response(null, { status: 200 }));

beforeEach(() => {
  vi.stubGlobal('fetch', asked);
  vi.spyOn(window.location, 'reload').mockImplementation(reload);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  reload.mockClear();
  asked.mockReset();
  sessionStorage.clear();
});

async function fail(error: Error): Promise<void> {
  const routes = [
    {
      path: '/',
      errorElement: <RouteFailed />,
      lazy: async () => {
        throw error;
      },
      HydrateFallback: () => null,
    },
  ];
  await renderWith(<RouterProvider router={createMemoryRouter(routes)} />);
  await screen.findByRole('alert');
}

it('loads a page anew by itself when a release has taken its parts away, and once', async () => {
  await fail(GONE);
  await waitFor(() => expect(reload).toHaveBeenCalledOnce());
  await fail(GONE);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(reload).toHaveBeenCalledOnce();
});

it.each([
  ['the server does not answer', GONE, () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the server is not ready', GONE, async () => new Response(null, { status: 502 })],
  ['it is no such failure', new Error('x is undefined'), async () => new Response(null)],
])('stays with its words when %s', async (_why, error, answer) => {
  asked.mockImplementationOnce(answer);
  await fail(error);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(reload).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
});
