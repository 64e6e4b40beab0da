import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderWith } from '../../../test/render';
import { aPart, aProblem } from '../../../test/verification';
import { type Organization, OrganizationContext } from '../organizations/viewer';
import { useVerification } from './use-verification';
import type { Verification } from './verification';
import { VerificationResult } from './verification-result';

interface Question {
  after: string | null;
  answer: (data: ApolloLink.Result['data']) => void;
  fail: (error: Error) => void;
}

/** What the page asked last; it is answered when the test says so, however slow the machine is. */
let asked: Question | null = null;
const onDone = vi.fn();

const link = new ApolloLink(
  ({ variables }) =>
    new Observable((observer) => {
      asked = {
        after: variables.after,
        answer: (data) => {
          observer.next({ data });
          observer.complete();
        },
        fail: (error) => observer.error(error),
      };
    }),
);

/** Answers the question for what comes after the one given, and waits until the page has taken it in. */
async function reply(after: string | null, how: (question: Question) => void) {
  const question = await vi.waitFor(() => {
    if (!asked || asked.after !== after) throw new Error(`nothing was asked for after ${after}`);
    return asked;
  });
  asked = null;
  await act(async () => {
    how(question);
    await new Promise((resolve) => setTimeout(resolve));
  });
}

const part = (after: string | null, change: Partial<Verification>) =>
  reply(after, ({ answer }) =>
    answer({ auditVerification: { __typename: 'AuditVerification', ...aPart(change) } }),
  );
const cut = (after: string) => reply(after, ({ fail }) => fail(new TypeError('Failed to fetch')));

const problem = { __typename: 'AuditProblem' as const, ...aProblem };

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

async function verify() {
  onDone.mockClear();
  asked = null;
  const page = await renderWith(
    <ApolloProvider client={new ApolloClient({ link, cache: new InMemoryCache() })}>
      <OrganizationContext value={{ id: 'o' } as Organization}>
        <Page />
      </OrganizationContext>
    </ApolloProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
  return page;
}

it('goes on where each part ended, says how far it is, and then what came of it where it is heard', async () => {
  const { unmount } = await verify();
  expect(screen.getByRole('status').textContent).toBe('Verifying…');
  await part(null, { reached: 10_000, next: 'a' });
  screen.getByText('10,000 of 20,000 entries looked at…');
  await part('a', { searched: 5_000, next: 'b' });
  screen.getByText('Now for entries without a seal: 5,000 of 20,000…');
  expect(onDone).not.toHaveBeenCalled();
  await part('b', { searched: 20_000, complete: true, checkpoint: '20000-abc' });
  screen.getByText(/20,000 entries, unbroken/);
  expect(screen.getByRole('status').textContent).toMatch(/unbroken.*20000-abc/);
  expect(onDone).toHaveBeenCalledOnce();
  unmount();
});

it('keeps what was found when the rest does not come, and says that there is more to know', async () => {
  const { unmount } = await verify();
  await part(null, { reached: 10_000, next: 'a', problemCount: 1, problems: [problem] });
  await cut('a');
  screen.getByText(/did not get to the end/);
  screen.getByText('1 entry is not as it was sealed.');
  expect(screen.queryByRole('progressbar')).toBeNull();
  unmount();
});

it('says nothing of a log of which the rest does not come', async () => {
  const { unmount } = await verify();
  await part(null, { reached: 10_000, next: 'a' });
  screen.getByText(/looked at/);
  await cut('a');
  expect(screen.getByRole('status').textContent).toBe('');
  expect(screen.queryByText(/looked at/)).toBeNull();
  unmount();
});

it('shows what is wrong at once and how far it is, and stays away once it is closed', async () => {
  const { unmount } = await verify();
  await part(null, { reached: 10_000, next: 'a', problemCount: 1, problems: [problem] });
  screen.getByText('1 entry is not as it was sealed.');
  screen.getByRole('progressbar');
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await part('a', { searched: 20_000, complete: true });
  expect(screen.queryByText('1 entry is not as it was sealed.')).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('');
  expect(onDone).not.toHaveBeenCalled();
  unmount();
});
