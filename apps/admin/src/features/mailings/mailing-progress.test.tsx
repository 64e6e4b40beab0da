import { MockedProvider } from '@apollo/client/testing/react';
import { screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import type { MailingQuery } from '../../gql/graphql';
import { type Organization, OrganizationContext } from '../organizations/viewer';
import { MailingProgress } from './mailing-progress';
import { mailingQuery } from './mailings.graphql';
import type { NotSentTo } from './not-sent-to';

const counts = { queued: 40, sending: 0, sent: 143, bounced: 0, failed: 0, unknown: 0 };
const mailing = { __typename: 'Mailing' as const, id: 'm', total: 183, problems: [], ...counts };
type Problem = NonNullable<MailingQuery['mailing']>['problems'][number];
const linde = { id: 'o', slug: 'linde', name: 'De Linde' } as Organization;

const optedOut: NotSentTo[] = ['Ada de Vries', 'ben@example.org'].map((who, index) => ({
  clientId: `c${index}`,
  who,
  code: 'SUPPRESSED',
  reason: 'This address has asked not to be invited.',
}));
const beyond: NotSentTo[] = Array.from({ length: 10 }, (_, index) => ({
  clientId: `d${index}`,
  who: `d${index}@example.org`,
  code: 'USER_LIMIT',
  reason: 'You have sent too many.',
}));

function show(
  notSent: NotSentTo[],
  language: 'en' | 'nl' = 'en',
  problems: Problem[] = [],
  of: Partial<typeof counts> = {},
) {
  const request = { query: mailingQuery, variables: { id: 'm' } };
  return renderWith(
    <MockedProvider
      mocks={[
        {
          request,
          result: { data: { mailing: { ...mailing, ...of, problems } } },
          maxUsageCount: Number.POSITIVE_INFINITY,
        },
      ]}
    >
      <MemoryRouter>
        <OrganizationContext value={linde}>
          <MailingProgress mailingId="m" notSent={notSent} />
        </OrganizationContext>
      </MemoryRouter>
    </MockedProvider>,
    language,
  );
}

describe('a sending of which some were refused', () => {
  it('counts them among all, and names them with the reason and what to do', async () => {
    await show([...optedOut, ...beyond.slice(0, 2)]);
    expect((await screen.findAllByText('143 of 187 taken by the mail server.')).length).toBeGreaterThan(0);
    const refused = within(screen.getByRole('region', { name: '4 not sent' }));
    expect(refused.getByText(/^This address has asked not to be invited\. Ask them first/)).toBeTruthy();
    expect(refused.getByText(/^You have sent too many\. Ask a colleague/)).toBeTruthy();
    expect(refused.getByRole('link', { name: 'Ada de Vries' }).getAttribute('href')).toBe(
      '/o/linde/clients/c0',
    );
    expect(refused.getAllByRole('link')).toHaveLength(4);
  });

  it('puts many of one reason under one', async () => {
    await show(beyond, 'nl');
    const refused = within(await screen.findByRole('region', { name: '10 niet verstuurd' }));
    expect(refused.getByText('En nog 2')).toBeTruthy();
    expect(refused.getAllByText(/Vraag een collega/)).toHaveLength(1);
  });

  it('says nothing of it where nobody was', async () => {
    await show([]);
    expect((await screen.findAllByText('143 of 183 taken by the mail server.')).length).toBeGreaterThan(0);
    expect(screen.queryByText(/not sent/)).toBeNull();
  });
});

describe('what needs a look', () => {
  const problem = (email: string, reasonCode: string, state: 'BOUNCED' | 'FAILED' = 'BOUNCED'): Problem => ({
    email,
    state,
    reasonCode,
    reason: reasonCode,
    serverResponse: null,
    client: null,
  });
  const told = async (email: string) => (await screen.findByText(email)).closest('li')?.textContent ?? '';

  it('says what helps against the very reason', async () => {
    await show([], 'en', [
      problem('gone@example.org', 'MAILBOX_UNKNOWN'),
      problem('full@example.org', 'MAILBOX_FULL'),
      problem('back@example.org', 'WITHDRAWN', 'FAILED'),
    ]);
    expect(await told('gone@example.org')).toContain('Correct the address');
    expect(await told('full@example.org')).toContain(
      'The mailbox is full. Ask the client for another address',
    );
    expect(await told('back@example.org')).toMatch(/before the mail left\.\s*$/);
  });
});

describe('the bar', () => {
  const partsOf = (label: string) =>
    within(screen.getByRole('list', { name: label }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
  const drawn = () =>
    [...document.querySelectorAll<HTMLElement>('.mantine-Progress-section')].map(
      ({ dataset }) => dataset.part,
    );

  it('holds what is in doubt apart from what came back, in the legend and to whoever hears it', async () => {
    await show(optedOut, 'en', [], { queued: 30, bounced: 4, failed: 3, unknown: 3 });
    const bar = await screen.findByRole('progressbar', { name: 'Mails taken by the mail server' });
    const beside = ['7 came back or could not leave.', '3 in doubt: they may have arrived.', '2 not sent.'];
    expect(partsOf('What the colours mean')).toEqual(['143 taken.', ...beside]);
    expect(drawn()).toEqual(['taken', 'back', 'doubt', 'refused']);
    expect(bar.getAttribute('aria-valuetext')).toBe(
      ['143 of 185 taken by the mail server.', ...beside].join(' '),
    );
    expect(screen.getByRole('status').textContent).toContain('3 in doubt');
  });

  it('says so of one, in Dutch', async () => {
    await show([], 'nl', [], { queued: 0, sent: 182, unknown: 1 });
    await screen.findByText('1 onzeker: de mail kan zijn aangekomen.');
    expect(drawn()).toEqual(['taken', 'doubt']);
  });

  it('has no legend where all goes well', async () => {
    await show([]);
    await screen.findByRole('progressbar');
    expect(screen.queryByRole('list')).toBeNull();
    expect(drawn()).toEqual(['taken']);
  });
});
