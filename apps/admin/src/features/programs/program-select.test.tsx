import { MockedProvider } from '@apollo/client/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import { ProgramSelect } from './program-select';
import { programOptionsQuery } from './programs.graphql';

const none = {
  request: { query: programOptionsQuery, variables: { organizationId: 'o', search: null } },
  result: { data: { programs: { __typename: 'ProgramConnection' as const, nodes: [] } } },
  maxUsageCount: Number.POSITIVE_INFINITY,
};
async function open(mayCreate: boolean) {
  await renderWith(
    <MockedProvider mocks={[none]}>
      <ProgramSelect organizationId="o" value={null} onChange={() => {}} mayCreate={mayCreate} />
    </MockedProvider>,
  );
  fireEvent.click(screen.getByRole('combobox', { name: /Program/ }));
}

describe('the choice of a program', () => {
  it('tells an organization without programs how to make one, and speaks of no name before one is typed', async () => {
    await open(true);
    expect(await screen.findByText('No programs yet. Type a name to create one.')).toBeTruthy();
  });

  it('does not offer what the viewer may not do', async () => {
    await open(false);
    expect(await screen.findByText('No programs yet.')).toBeTruthy();
  });
});
