import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import type { InvitationEventType, InvitationTimelineFragment } from '../../gql/graphql';
import { InvitationTimeline } from './invitation-timeline';

const first = { at: '2026-11-01T09:00:00.000Z', label: 'Client created' };

function invitation(
  type: InvitationEventType,
  delivery: InvitationTimelineFragment['delivery'],
  detail: string,
): InvitationTimelineFragment {
  const at = '2026-11-02T09:00:00.000Z';
  return {
    id: 'one',
    email: 'ada@example.org',
    delivery,
    events: [{ id: 'e', type, at, actor: null, detail }],
  };
}

describe('InvitationTimeline', () => {
  it('tells a bounce once in our words and once in those of the mail server', async () => {
    const words = '550 5.1.1 no such mailbox';
    const delivery = { state: 'BOUNCED' as const, reasonCode: 'MAILBOX_UNKNOWN', reason: 'Mailbox unknown.' };
    await renderWith(
      <InvitationTimeline history={invitation('BOUNCED', delivery, words)} first={first} />,
      'en',
    );
    expect(screen.getAllByText(/this mailbox does not exist/)).toHaveLength(1);
    expect(screen.getAllByText(/550 5\.1\.1/)).toHaveLength(1);
  });

  it('puts no words into the mouth of a mail server that was cut off', async () => {
    const delivery = { state: 'UNKNOWN' as const, reasonCode: 'CONNECTION_LOST', reason: 'Connection lost.' };
    const words = 'Connection closed unexpectedly';
    await renderWith(
      <InvitationTimeline history={invitation('DELIVERY_UNKNOWN', delivery, words)} first={first} />,
    );
    screen.getByText(/whether the mail arrived is not known/);
    expect(screen.queryByText(/own words/)).toBeNull();
  });

  it('does not repeat what the title of the event has said', async () => {
    const delivery = { state: 'QUEUED' as const, reasonCode: 'TEMPORARY', reason: 'Later.' };
    await renderWith(
      <InvitationTimeline history={invitation('DELAYED', delivery, '451 4.7.1 greylisted')} first={first} />,
      'en',
    );
    expect(screen.getAllByText(/by itself/)).toHaveLength(1);
  });
});
