import { describe, expect, it } from 'vitest';
import { formatMoment, formatRelative, formatRelativeDay } from './formats';

const now = new Date('2026-11-21T10:00:00.000Z');
const relative = (moment: string, locale = 'en-GB', zone = 'Europe/Amsterdam') =>
  formatRelative(new Date(moment), now, locale, zone);

describe('formatRelative', () => {
  it.each([
    ['2026-11-21T09:59:40.000Z', 'now'],
    ['2026-11-21T09:58:00.000Z', '2 minutes ago'],
    ['2026-11-21T07:00:00.000Z', '3 hours ago'],
    ['2026-11-20T10:00:00.000Z', 'yesterday'],
    ['2026-11-18T10:00:00.000Z', '3 days ago'],
    ['2026-11-22T20:00:00.000Z', 'tomorrow'],
    ['2026-11-23T09:00:00.000Z', 'in 2 days'],
    ['2026-11-28T10:00:00.000Z', 'in 7 days'],
    ['2026-09-01T10:00:00.000Z', '2 months ago'],
    ['2024-11-01T10:00:00.000Z', '2 years ago'],
  ])('tells %s as %s', (moment, words) => {
    expect(relative(moment)).toBe(words);
  });

  it('counts days by the calendar of the zone, not by 24 hours', () => {
    // 23:30 on the 20th in Amsterdam is still the 20th there, and the 21st in Tokyo.
    const late = new Date('2026-11-20T22:30:00.000Z');
    expect(formatRelativeDay(late, now, 'en-GB', 'Europe/Amsterdam')).toBe('yesterday');
    expect(formatRelativeDay(late, now, 'en-GB', 'Asia/Tokyo')).toBe('today');
  });

  it('rounds the days to come to the nearest', () => {
    const early = new Date('2026-11-20T23:30:00.000Z');
    const due = (moment: string, locale = 'en-GB') =>
      formatRelative(new Date(moment), early, locale, 'Europe/Amsterdam');
    // 00:30 in Amsterdam: 2 days and 22 hours later it is the day after tomorrow, 23:00.
    expect(due('2026-11-23T21:30:00.000Z')).toBe('in 3 days');
    expect(due('2026-11-23T03:00:00.000Z')).toBe('in 2 days');
    expect(due('2026-11-23T03:00:00.000Z', 'nl')).toBe('over 2 dagen');
  });

  it('speaks the language of the reader', () => {
    expect(relative('2026-11-18T10:00:00.000Z', 'nl')).toBe('3 dagen geleden');
  });
});

describe('formatMoment', () => {
  it('is exact, in the given zone, weekday first', () => {
    const moment = formatMoment(new Date('2026-11-21T09:30:00.000Z'), 'en-GB', 'Europe/Amsterdam');
    expect(moment).toMatch(/^Saturday,? 21 November 2026 at 10:30 CET$/);
  });
});
