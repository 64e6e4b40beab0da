import { CombinedGraphQLErrors } from '@apollo/client';
import { fireEvent, screen } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { renderWith } from '../../../test/render';
import { LoadFailed } from './load-failed';

const refused = (code: string) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'x', extensions: { code } }] });

function Address() {
  return <output>{useLocation().search}</output>;
}

async function open(address: string, code: string) {
  const retry = vi.fn(async () => undefined);
  await renderWith(
    <MemoryRouter initialEntries={[address]}>
      <LoadFailed error={refused(code)} retry={retry} />
      <Address />
    </MemoryRouter>,
  );
  return retry;
}

describe('a list that could not be loaded', () => {
  it('leads to its beginning, with its filters, when the place in its address is none', async () => {
    await open('/clients?status=ACTIVE&after=half', 'BAD_USER_INPUT');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    fireEvent.click(screen.getByRole('link', { name: 'To the beginning of the list' }));
    expect(screen.getByRole('status').textContent).toBe('?status=ACTIVE');
  });

  it.each([
    ['/clients?after=right', 'INTERNAL_SERVER_ERROR'],
    ['/clients?status=ACTIVE', 'BAD_USER_INPUT'],
  ])('is tried again otherwise: %s, %s', async (address, code) => {
    const retry = await open(address, code);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
