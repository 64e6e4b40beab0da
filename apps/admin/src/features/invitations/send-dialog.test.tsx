import { MockedProvider } from '@apollo/client/testing/react';
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderWith } from '../../../test/render';
import { sendingForecastQuery } from './invitation-actions.graphql';
import { SendDialog } from './send-dialog';
import type { Sending } from './sending-forecast';

const selection = { organizationId: 'o', filter: null };
const gone = { code: 'INVITER_GONE', reason: 'The link lets nobody in.' };

function show(
  { matching }: { matching: number },
  { mailed = null as number | null, language = 'en' as 'en' | 'nl', sending = 'remind' as Sending } = {},
) {
  const passedOver = mailed === null ? [] : [{ __typename: 'SkippedReason' as const, ...gone, count: 12 }];
  return renderWith(
    <MockedProvider
      mocks={[
        {
          request: { query: sendingForecastQuery, variables: { input: { kind: 'REMIND', selection } } },
          result: {
            data: { sendingForecast: { __typename: 'SendingForecast' as const, mailed, passedOver } },
          },
        },
      ]}
    >
      <SendDialog
        sending={sending}
        to={{ selection }}
        matching={matching}
        busy={false}
        onSend={async () => true}
        onClose={() => {}}
      />
    </MockedProvider>,
    language,
  );
}

const reasons = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

it('says of everybody who matches how many get a mail, and why the others do not', async () => {
  await show({ matching: 1446 }, { mailed: 1434 });
  screen.getByText('Of the 1,446 that match, whoever can get it gets a mail.');
  await screen.findByText('1,434 people get a mail.');
  expect(reasons()).toEqual(['12 are skipped. The link lets nobody in.']);
});

it('says it in the words of the reader, also of nobody', async () => {
  await show({ matching: 12 }, { mailed: 0, language: 'nl' });
  await screen.findByText('Niemand krijgt een mail.');
  expect(reasons()).toEqual([expect.stringMatching(/^12 worden overgeslagen\. De link laat niemand binnen/)]);
});

it('leaves it at how many match where they are too many to be counted by reason', async () => {
  await show({ matching: 10_001 });
  await screen.findByText('Of the 10,000+ that match, whoever can get it gets a mail.');
  expect(screen.queryByRole('listitem')).toBeNull();
});

it('says the same of those who were ticked, and then what a mailbox or a limit leaves of them', async () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id, possibility: { allowed: id !== 'b', ...gone } }));
  const answer = vi.fn(() => ({
    data: {
      sendingForecast: {
        __typename: 'SendingForecast' as const,
        mailed: 1,
        passedOver: [
          { __typename: 'SkippedReason' as const, code: 'SUPPRESSED', reason: 'This address', count: 1 },
        ],
      },
    },
  }));
  await renderWith(
    <MockedProvider
      mocks={[
        {
          request: { query: sendingForecastQuery, variables: { input: { kind: 'INVITE', ids: ['a', 'c'] } } },
          result: answer,
        },
      ]}
    >
      <SendDialog
        sending="inviteNow"
        to={{ rows }}
        matching={3}
        busy={false}
        onSend={async () => true}
        onClose={() => {}}
      />
    </MockedProvider>,
  );
  screen.getByText('2 people get a mail.');
  expect(reasons()).toEqual(['1 is skipped. The link lets nobody in.']);
  await screen.findByText('1 person gets a mail.');
  expect(reasons()).toEqual([
    '1 is skipped. The link lets nobody in.',
    '1 is skipped. They have asked not to be invited.',
  ]);
});
