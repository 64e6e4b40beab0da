import { MockedProvider } from '@apollo/client/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderWith } from '../../../test/render';
import { aPart, aProblem } from '../../../test/verification';
import { type Organization, OrganizationContext } from '../organizations/viewer';
import { auditVerificationQuery, useVerification } from './use-verification';
import type { Verification } from './verification';
import { VerificationResult } from './verification-result';

const problem = { __typename: 'AuditProblem' as const, ...aProblem };

/** One answer: what was asked for after, and what came. */
function part(after: string | null, change: Partial<Verification>, delay = 0) {
  return {
    request: { query: auditVerificationQuery, variables: { organizationId: 'o', after } },
    result: {
      data: {
        auditVerification: { __typename: 'AuditVerification' as const, ...aPart(change) },
      },
    },
    delay,
  };
}
const cut = (after: string) => ({
  request: { query: auditVerificationQuery, variables: { organizationId: 'o', after } },
  error: new TypeError('Failed to fetch'),
});

const onDone = vi.fn();

function Page() {
  const { verification, busy, verify, dismiss } = useVerification(onDone);
  return (
    <>
      <button type="button" onClick={() => void verify()}>
        Verify
      </button>
      <VerificationResult verification={verification} busy={busy} onClose={dismiss} />
    </>
  );
}

async function verify(mocks: (ReturnType<typeof part> | ReturnType<typeof cut>)[]) {
  onDone.mockClear();
  const page = await renderWith(
    <MockedProvider mocks={mocks}>
      <OrganizationContext value={{ id: 'o' } as Organization}>
        <Page />
      </OrganizationContext>
    </MockedProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
  return page;
}

it('goes on where each part ended, says how far it is, and then what came of it where it is heard', async () => {
  const { unmount } = await verify([
    part(null, { reached: 10_000, next: 'a' }),
    part('a', { searched: 5_000, next: 'b' }, 30),
    part('b', { searched: 20_000, complete: true, checkpoint: '20000-abc' }, 30),
  ]);
  expect(screen.getByRole('status').textContent).toBe('Verifying…');
  await screen.findByText('10,000 of 20,000 entries looked at…');
  await screen.findByText('Now for entries without a seal: 5,000 of 20,000…');
  await screen.findByText(/20,000 entries, unbroken/);
  expect(screen.getByRole('status').textContent).toMatch(/unbroken.*20000-abc/);
  expect(onDone).toHaveBeenCalledOnce();
  unmount();
});

it('keeps what was found when the rest does not come, and says that there is more to know', async () => {
  const { unmount } = await verify([
    part(null, { reached: 10_000, next: 'a', problemCount: 1, problems: [problem] }),
    cut('a'),
  ]);
  await screen.findByText(/did not get to the end/);
  screen.getByText('1 entry is not as it was sealed.');
  expect(screen.queryByRole('progressbar')).toBeNull();
  unmount();
});

it('says nothing of a log of which the rest does not come', async () => {
  const { unmount } = await verify([part(null, { reached: 10_000, next: 'a' }), cut('a')]);
  await screen.findByText(/looked at/);
  await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe(''));
  expect(screen.queryByText(/looked at/)).toBeNull();
  unmount();
});

it('shows what is wrong at once and how far it is, and stays away once it is closed', async () => {
  const { unmount } = await verify([
    part(null, { reached: 10_000, next: 'a', problemCount: 1, problems: [problem] }),
    part('a', { searched: 20_000, complete: true }, 600),
  ]);
  await screen.findByText('1 entry is not as it was sealed.');
  screen.getByRole('progressbar');
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
  expect(screen.queryByText('1 entry is not as it was sealed.')).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('');
  unmount();
});
