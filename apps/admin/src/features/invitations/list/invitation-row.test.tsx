import { Table } from '@mantine/core';
import { screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith } from '../../../../test/render';
import type { InvitationRowFragment } from '../../../gql/graphql';
import {
  type Organization,
  OrganizationContext,
  type Viewer,
  ViewerContext,
} from '../../organizations/viewer';
import { InvitationRow } from './invitation-row';

const day = 24 * 60 * 60 * 1000;
// Whether somebody was written to yesterday goes by the calendar: not so soon after midnight.
const NOON = Date.parse('2026-03-10T12:00:00Z');
const inDays = (days: number) => new Date(NOON + days * day).toISOString();
const possible = { allowed: true, code: null, reason: null };

const invitation: InvitationRowFragment = {
  id: 'i',
  email: 'ada@example.org',
  status: 'PENDING',
  sentAt: inDays(-1.1),
  sentBy: 'Fenna Bakker',
  expiresAt: inDays(12.9),
  nextReminderAt: inDays(2.1),
  renewalRequestedAt: null,
  recipientName: null,
  recipientNumber: 'C-0001',
  client: { id: 'c' },
  staffMember: null,
  delivery: {
    state: 'QUEUED',
    nextAttemptAt: new Date(NOON + 20_000).toISOString(),
    reasonCode: 'SERVER_UNREACHABLE',
    reason: null,
    serverResponse: null,
  },
  canRemind: possible,
  canResend: possible,
  canWithdraw: possible,
};

function show() {
  return renderWith(
    <MemoryRouter>
      <ViewerContext value={{ id: 'v', staffMemberships: [] as object[] } as Viewer}>
        <OrganizationContext value={{ id: 'o', slug: 'linde', name: 'De Linde' } as Organization}>
          <Table>
            <Table.Tbody>
              <InvitationRow invitation={invitation} selected={false} onToggle={() => {}} onAct={() => {}} />
            </Table.Tbody>
          </Table>
        </OrganizationContext>
      </ViewerContext>
    </MemoryRouter>,
  );
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('an open invitation', () => {
  it.each([
    ['on a wide screen', false],
    ['on a phone', true],
  ])('says once when and by whom it was sent, and when the next reminder goes, %s', async (_, narrow) => {
    const asked = window.matchMedia;
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      Object.defineProperty(asked(query), 'matches', { value: narrow && query.includes('max-width') }),
    );
    await show();
    const text = screen.getByRole('row').textContent ?? '';
    expect(text.match(/yesterday/g)).toHaveLength(1);
    expect(text.match(/by Fenna Bakker/g)).toHaveLength(1);
    expect(text.match(/in 2 days/g)).toHaveLength(1);
    expect(text.includes('Sent yesterday')).toBe(narrow);
    expect(text.includes('Next reminder in 2 days')).toBe(narrow);
  });

  it('says of the moment at which a waiting mail is tried again what it is', async () => {
    await show();
    expect(screen.getByText(/^Next try:/).textContent).toBe('Next try: now');
  });
});
