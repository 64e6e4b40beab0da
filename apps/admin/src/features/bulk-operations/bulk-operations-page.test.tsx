import { MockedProvider } from '@apollo/client/testing/react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { type Operation, runningOperation, stoppedOperation } from '../../../test/bulk-operation';
import { renderWith } from '../../../test/render';
import {
  type Organization,
  OrganizationContext,
  organizationQuery,
  type Viewer,
  ViewerContext,
} from '../organizations/viewer';
import { bulkOperationsPageQuery } from './bulk-operations.graphql';
import { BulkOperationsPage } from './bulk-operations-page';
import { bulkOperationQuery, resumeBulkOperationMutation } from './bulk-progress.graphql';
import { OngoingWorkProvider } from './ongoing/ongoing-work';

beforeEach(() => sessionStorage.clear());

const linde = { id: 'o', slug: 'linde', name: 'De Linde' } as Organization;
/** The page as of now, of which the operation that is made to go on changes to what is given. */
async function show(operations: Operation[], permissions: string[], language: 'en' | 'nl' = 'en') {
  let now = operations;
  const always = { maxUsageCount: Number.POSITIVE_INFINITY };
  const resumed: Operation = { ...runningOperation, resumedBy: ['Noor Smit'] };
  const page = () => ({
    data: {
      bulkOperations: {
        __typename: 'BulkOperationConnection' as const,
        nodes: now,
        totalCount: now.length,
        pageInfo: {
          __typename: 'PageInfo' as const,
          hasNextPage: false,
          hasPreviousPage: false,
          startCursor: null,
          endCursor: null,
        },
      },
    },
  });
  const membership = { organization: { slug: 'linde' }, permissions };
  await renderWith(
    <MockedProvider
      mocks={[
        {
          request: {
            query: bulkOperationsPageQuery,
            variables: { organizationId: 'o', first: 50, after: null },
          },
          result: page,
          ...always,
        },
        {
          request: { query: bulkOperationQuery, variables: { id: 'a' } },
          result: { data: { bulkOperation: resumed } },
          ...always,
        },
        {
          request: { query: organizationQuery, variables: { slug: 'linde' } },
          result: { data: { organization: null } },
          ...always,
        },
        {
          request: { query: resumeBulkOperationMutation, variables: { input: { id: 'a' } } },
          result: () => {
            now = [resumed];
            return {
              data: {
                resumeBulkOperation: {
                  __typename: 'ResumeBulkOperationPayload' as const,
                  operation: resumed,
                  errors: [],
                },
              },
            };
          },
        },
      ]}
    >
      <MemoryRouter>
        <ViewerContext value={{ id: 'v', staffMemberships: [membership] as object[] } as Viewer}>
          <OrganizationContext value={linde}>
            <OngoingWorkProvider>
              <BulkOperationsPage />
            </OngoingWorkProvider>
          </OrganizationContext>
        </ViewerContext>
      </MemoryRouter>
    </MockedProvider>,
    language,
  );
}

it('says who began what, how far it came, and why it waits or stopped', async () => {
  const waiting: Operation = {
    ...runningOperation,
    id: 'b',
    kind: 'ADD_TO_PROGRAM',
    nextAttemptAt: new Date(Date.now() + 200_000).toISOString(),
    programName: 'Sleep better',
    resumedBy: ['Bram Visser', 'Noor Smit'],
    skippedReasons: [],
  };
  await show([stoppedOperation, waiting], ['clients.read']);
  await screen.findByText('Sending reminders');
  const [, stopped, other] = screen.getAllByRole('row');
  for (const words of ['Sending reminders', 'Bram Visser', 'Stopped halfway', '1,200 of 3,000 done'])
    within(stopped as HTMLElement).getByText(words);
  within(stopped as HTMLElement).getByText('It went wrong on our side.');
  within(stopped as HTMLElement).getByText('4 skipped. It came back.');
  for (const words of ['Program Sleep better', 'Waiting', 'Gone on with by Bram Visser and Noor Smit'])
    within(other as HTMLElement).getByText(words);
  within(other as HTMLElement).getByText(/goes on by itself; next try: in 3 minutes/);
  expect(within(other as HTMLElement).queryByRole('button')).toBeNull();
});

it('makes one go on, shows its progress in the corner, and keeps the focus in its row', async () => {
  await show([stoppedOperation], ['clients.read']);
  const button = await screen.findByRole('button', { name: 'Go on' });
  button.focus();
  fireEvent.click(button);
  await screen.findByText('Gone on with by Noor Smit');
  const corner = screen.getByRole('region', { name: 'At work' });
  await within(corner).findByRole('progressbar');
  await waitFor(() => expect(document.activeElement?.tagName).toBe('TD'));
  expect(document.activeElement?.textContent).toContain('Under way');
});

it('teaches what belongs here, in the words of the reader, and says whose they see', async () => {
  await show([], ['clients.readOwn', 'clients.inviteOwn'], 'nl');
  await screen.findByRole('heading', { name: 'Er is nog niets met velen gedaan' });
  screen.getByText('Wat jij begon voor iedereen die aan een filter voldeed.');
  screen.getByRole('link', { name: 'Naar de cliënten' });
});
