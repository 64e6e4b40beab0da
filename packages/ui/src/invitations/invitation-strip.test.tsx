import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../languages/i18n';
import { TimeZoneContext } from '../time/use-format';
import { InvitationStrip } from './invitation-strip';

const sentAt = '2026-11-10T12:00:00.000Z';
const expiresAt = '2026-11-24T12:00:00.000Z';
const i18n = startI18n({ en: {}, nl: {} }, 'en');

beforeAll(() => void i18n.changeLanguage('en'));
beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-14T15:00:00.000Z') }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('InvitationStrip', () => {
  it('says in one sentence what the fourteen cells show', () => {
    render(
      <TimeZoneContext value="Europe/Amsterdam">
        <InvitationStrip status="PENDING" sentAt={sentAt} expiresAt={expiresAt} withText />
      </TimeZoneContext>,
    );
    const strip = screen.getByRole('img');
    expect(strip.getAttribute('aria-label')).toBe(
      'Day 5 of 14, 10 days left. Valid until Tuesday, 24 November 2026 at 13:00 CET. Reminders after 3 and 7 days.',
    );
    expect(strip.parentElement?.title).toBe('Valid until Tuesday, 24 November 2026 at 13:00 CET');
    expect(screen.getByText('10 days left')).toBeTruthy();
  });

  it('draws fourteen days and two reminders, and fills the days behind us', () => {
    const { container } = render(<InvitationStrip status="PENDING" sentAt={sentAt} expiresAt={expiresAt} />);
    expect(container.querySelectorAll('g')).toHaveLength(14);
    expect(container.querySelectorAll('svg > rect')).toHaveLength(2);
    // Four whole days and the beginning of the fifth.
    expect(container.querySelectorAll('g > rect:nth-child(2)')).toHaveLength(5);
  });

  it('is expired by its own clock, even where the list has not been read again', () => {
    vi.setSystemTime(new Date('2026-11-24T12:00:00.000Z'));
    render(<InvitationStrip status="PENDING" sentAt={sentAt} expiresAt={expiresAt} withText />);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'All 14 days are over. The invitation expired.',
    );
    expect(screen.queryByText(/left/)).toBeNull();
  });

  it('stops where it was withdrawn', () => {
    render(
      <InvitationStrip
        status="WITHDRAWN"
        sentAt={sentAt}
        expiresAt={expiresAt}
        endedAt="2026-11-12T13:00:00.000Z"
      />,
    );
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Withdrawn on day 3 of 14.');
  });

  it('speaks Dutch to Dutch readers', async () => {
    await i18n.changeLanguage('nl');
    render(<InvitationStrip status="PENDING" sentAt={sentAt} expiresAt={expiresAt} />);
    expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(
      /^Dag 5 van 14, nog 10 dagen\. Geldig tot .* Herinneringen na 3 en 7 dagen\.$/,
    );
    await i18n.changeLanguage('en');
  });
});
