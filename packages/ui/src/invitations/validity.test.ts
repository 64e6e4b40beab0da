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

  it('is over the millisecond its time is over, and not one before', () => {
    expect(at('2026-11-15T08:59:59.999Z')).toMatchObject({ day: 14, daysLeft: 0, hoursLeft: 0, over: false });
    expect(at('2026-11-15T09:00:00.000Z')).toMatchObject({ elapsed: 14, day: 14, over: true });
  });

  it('stays within its fourteen cells before and long after', () => {
    expect(at('2026-10-01T00:00:00.000Z')).toMatchObject({ elapsed: 0, day: 1 });
    expect(at('2027-10-01T00:00:00.000Z')).toMatchObject({ elapsed: 14, day: 14, daysLeft: 0 });
  });
});
