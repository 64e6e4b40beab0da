import { describe, expect, it } from 'vitest';
import { validityAt } from './validity';

const sent = new Date('2026-11-01T09:00:00.000Z');
const expires = new Date('2026-11-15T09:00:00.000Z');
const at = (moment: string) => validityAt(sent, expires, new Date(moment));

describe('validityAt', () => {
  it('begins with an empty strip on day 1', () => {
    expect(at('2026-11-01T09:00:00.000Z')).toMatchObject({ elapsed: 0, day: 1, daysLeft: 14, over: false });
  });

  it('fills a cell a day', () => {
    expect(at('2026-11-04T09:00:00.000Z')).toMatchObject({ elapsed: 3, day: 4, daysLeft: 11 });
    expect(at('2026-11-04T21:00:00.000Z').elapsed).toBeCloseTo(3.5);
  });

  it('counts a begun day among those that remain, and the last day in hours', () => {
    expect(at('2026-11-01T09:00:05.000Z').daysLeft).toBe(14);
    expect(at('2026-11-02T09:00:00.000Z').daysLeft).toBe(13);
    expect(at('2026-11-14T08:59:00.000Z').daysLeft).toBe(2);
    expect(at('2026-11-14T09:00:00.000Z')).toMatchObject({ daysLeft: 0, hoursLeft: 24 });
    expect(at('2026-11-15T06:30:00.000Z')).toMatchObject({ daysLeft: 0, hoursLeft: 3 });
    expect(at('2026-11-15T08:00:00.000Z').hoursLeft).toBe(1);
  });

  it('gives no fifteenth day where the clock of the reader is behind', () => {
    expect(at('2026-11-01T08:59:30.000Z').daysLeft).toBe(14);
  });

  it('is over the millisecond its time is over, and not one before', () => {
    expect(at('2026-11-15T08:59:59.999Z')).toMatchObject({ day: 14, daysLeft: 0, hoursLeft: 0, over: false });
    expect(at('2026-11-15T09:00:00.000Z')).toMatchObject({ elapsed: 14, day: 14, over: true });
  });

  it('stays within its fourteen cells before and long after', () => {
    expect(at('2026-10-01T00:00:00.000Z')).toMatchObject({ elapsed: 0, day: 1 });
    expect(at('2027-10-01T00:00:00.000Z')).toMatchObject({ elapsed: 14, day: 14, daysLeft: 0 });
  });
});
