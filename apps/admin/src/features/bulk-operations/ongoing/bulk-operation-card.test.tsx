import { MockedProvider } from '@apollo/client/testing/react';
import { Notifications, notifications } from '@mantine/notifications';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { useCallback, useState } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { type Operation, runningOperation, stoppedOperation } from '../../../../test/bulk-operation';
import { renderWith } from '../../../../test/render';
import { type Organization, OrganizationContext, organizationQuery } from '../../organizations/viewer';
import { bulkOperationQuery, resumeBulkOperationMutation } from '../bulk-progress.graphql';
import { BulkOperationCard } from './bulk-operation-card';

afterEach(() => act(() => notifications.clean()));

const linde = { id: 'o', slug: 'linde', name: 'De Linde' } as Organization;

interface Answer {
  operation: Operation | null;
  errors?: { code: string; message: string }[];
}

/** The page with its card in the corner, which goes when it has ended. */
function Page({ onEnd }: { onEnd: (id: string) => void }) {
  const [shown, setShown] = useState(true);
  const end = useCallback(
    (id: string) => {
      onEnd(id);
      setShown(false);
    },
    [onEnd],
  );
  return (
    <>
      <main id="content" tabIndex={-1}>
        <button type="button">In the page</button>
      </main>
      {shown && <BulkOperationCard operationId="a" onEnd={end} />}
    </>
  );
}

/** A card of an operation that stands as given, until it is made to go on and that is answered. */
async function show(before: Operation, { operation, errors = [] }: Answer, language: 'en' | 'nl' = 'en') {
  let now = before;
  const resume = vi.fn(() => {
    now = operation ?? before;
    return {
      data: {
        resumeBulkOperation: {
          __typename: 'ResumeBulkOperationPayload' as const,
          operation,
          errors: errors.map((error) => ({ __typename: 'UserError' as const, path: ['id'], ...error })),
        },
      },
    };
  });
  const onEnd = vi.fn();
  const always = { maxUsageCount: Number.POSITIVE_INFINITY };
  await renderWith(
    <MockedProvider
      mocks={[
        {
          request: { query: bulkOperationQuery, variables: { id: 'a' } },
          result: () => ({ data: { bulkOperation: now } }),
          ...always,
        },
        {
          request: { query: organizationQuery, variables: { slug: 'linde' } },
          result: { data: { organization: null } },
          ...always,
        },
        {
          request: { query: resumeBulkOperationMutation, variables: { input: { id: 'a' } } },
          result: resume,
          ...always,
        },
      ]}
    >
      <MemoryRouter>
        <OrganizationContext value={linde}>
          <Notifications transitionDuration={0} />
          <Page onEnd={onEnd} />
        </OrganizationContext>
      </MemoryRouter>
    </MockedProvider>,
    language,
  );
  return { resume, onEnd };
}

it('says what stopped and why, goes on at a click, and shows the progress again with the focus on it', async () => {
  const { resume, onEnd } = await show(stoppedOperation, { operation: runningOperation });
  const told = (await screen.findByRole('alert')).textContent ?? '';
  expect(told).toContain('1,200 of 3,000 are done.');
  expect(told).toContain('It went wrong on our side.');
  const button = screen.getByRole('button', { name: 'Go on' });
  expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Goes on with the 1,796 that are left; nothing is done twice.',
  );
  expect(onEnd).not.toHaveBeenCalled();
  fireEvent.click(button);
  const bar = await screen.findByRole('progressbar', { name: 'Sending reminders' });
  expect(resume).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('alert')).toBeNull();
  await waitFor(() => expect(document.activeElement?.contains(bar)).toBe(true));
  expect(document.activeElement).not.toBe(document.body);
});

it('says it in Dutch, and is closed by whoever has read it', async () => {
  const { onEnd } = await show({ ...stoppedOperation, total: 1205 }, { operation: runningOperation }, 'nl');
  await screen.findByRole('button', { name: 'Verdergaan' });
  screen.getByText('Gaat verder met de ene die nog over is; niets gebeurt dubbel.');
  fireEvent.click(screen.getByRole('button', { name: 'Sluiten' }));
  expect(onEnd).toHaveBeenCalledWith('a');
});

it('says why not to whoever may not', async () => {
  const { resume } = await show(
    {
      ...stoppedOperation,
      canResume: {
        ...stoppedOperation.canResume,
        allowed: false,
        code: 'NOT_PERMITTED',
        reason: 'Your roles do not.',
      },
    },
    { operation: runningOperation },
  );
  const button = await screen.findByRole('button', { name: 'Go on' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(button);
  screen.getByText('Your roles do not.');
  expect(resume).not.toHaveBeenCalled();
});

it('tells a refusal and leaves the way on where it was', async () => {
  await show(stoppedOperation, {
    operation: null,
    errors: [{ code: 'NOT_FAILED', message: 'It has not failed.' }],
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Go on' }));
  await screen.findByText('It has not failed.');
  screen.getByRole('button', { name: 'Go on' });
});

const done: Operation = {
  ...runningOperation,
  state: 'DONE',
  processed: 3000,
  done: 3000,
  skipped: 0,
  skippedReasons: [],
};

/** Of the keyboard: from one thing to another. */
const goTo = (element: HTMLElement) => act(() => element.focus());

it('takes whoever is in it when it ends back to where they came from, and disturbs nobody else', async () => {
  const { onEnd } = await show(stoppedOperation, { operation: done });
  const inPage = screen.getByRole('button', { name: 'In the page' });
  goTo(inPage);
  const goOn = await screen.findByRole('button', { name: 'Go on' });
  goTo(goOn);
  fireEvent.click(goOn);
  await waitFor(() => expect(onEnd).toHaveBeenCalledWith('a'));
  expect(document.activeElement).toBe(inPage);
});

it('takes them to the page when they came from nowhere, also by closing it', async () => {
  await show(stoppedOperation, { operation: runningOperation });
  const close = await screen.findByRole('button', { name: 'Close' });
  goTo(close);
  fireEvent.click(close);
  expect(document.activeElement).toBe(document.getElementById('content'));
});

it('leaves the focus alone that is elsewhere when it ends', async () => {
  const { onEnd } = await show(done, { operation: null });
  const inPage = screen.getByRole('button', { name: 'In the page' });
  goTo(inPage);
  await waitFor(() => expect(onEnd).toHaveBeenCalledWith('a'));
  expect(document.activeElement).toBe(inPage);
});

it('leads to all of them', async () => {
  await show(stoppedOperation, { operation: runningOperation });
  const link = await screen.findByRole('link', { name: 'All actions on many' });
  expect(link.getAttribute('href')).toBe('/o/linde/actions');
});
