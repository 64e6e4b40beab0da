import { beforeEach, describe, expect, it } from 'vitest';
import { keepReason, readReason } from './look-reason';

beforeEach(() => sessionStorage.clear());

describe('the reason of a look', () => {
  const now = Date.UTC(2026, 2, 3, 9);

  it('holds for an hour, for one person in one organization', () => {
    keepReason('sem', 'linde', 'Client called', now);
    expect(readReason('sem', 'linde', now + 3_599_000)).toBe('Client called');
    expect(readReason('sem', 'linde', now + 3_600_001)).toBeNull();
    expect(readReason('sem', 'iep', now)).toBeNull();
    expect(readReason('noor', 'linde', now)).toBeNull();
  });

  it('is asked again when what was kept cannot be read', () => {
    sessionStorage.setItem('anteroom.support.sem.linde', '{"rea');
    expect(readReason('sem', 'linde', now)).toBeNull();
  });
});
