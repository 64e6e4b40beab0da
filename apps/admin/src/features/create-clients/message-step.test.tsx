import { MockedProvider } from '@apollo/client/testing/react';
import { screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import { messageBasisQuery } from '../messages/messages.graphql';
import { type Organization, OrganizationContext } from '../organizations/viewer';
import { MessageStep } from './message-step';

const linde = { id: 'o', slug: 'linde', name: 'De Linde' } as Organization;
const basis = {
  request: { query: messageBasisQuery, variables: { organizationId: 'o' } },
  result: {
    data: {
      organization: {
        __typename: 'Organization' as const,
        id: 'o',
        defaultMessage: { __typename: 'Message' as const, subject: 'S', body: 'B', buttonText: 'T' },
        placeholders: [],
      },
    },
  },
};
const active = (clientId: string, who: string) => ({
  clientId,
  who,
  code: 'CLIENT_ACTIVE',
  reason: 'Is active.',
});

function show(language: 'en' | 'nl') {
  const created = {
    createdCount: 0,
    existingCount: 2,
    clientIds: [],
    notInvited: [active('c1', 'Mila Jansen'), active('c2', 'Noor Bakker')],
  };
  const nothing = () => undefined;
  return renderWith(
    <MockedProvider mocks={[basis]}>
      <MemoryRouter>
        <OrganizationContext value={linde}>
          <MessageStep
            organizationId="o"
            programId={null}
            created={created}
            connections={[]}
            onConnectionsChange={nothing}
            message={null}
            onMessageChange={nothing}
            unanswered={null}
            onUnanswered={nothing}
            onBack={nothing}
            onSkip={nothing}
            onSent={nothing}
          />
        </OrganizationContext>
      </MemoryRouter>
    </MockedProvider>,
    language,
  );
}

describe('the step of the message', () => {
  it('says who gets no invitation, while nothing has been sent that could have failed', async () => {
    await show('en');
    expect(await screen.findByRole('region', { name: '2 get no invitation' })).toBeTruthy();
    expect(screen.queryByText(/not sent/)).toBeNull();
  });

  it('says so in Dutch as well', async () => {
    await show('nl');
    expect(await screen.findByRole('region', { name: '2 krijgen geen uitnodiging' })).toBeTruthy();
  });
});
