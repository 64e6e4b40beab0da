import { describe, expect, it } from 'vitest';
import { groupSkipped } from './outcome';

describe('groupSkipped', () => {
  it('tells each reason once, the most frequent first', () => {
    const active = { code: 'ALREADY_ACTIVE', reason: 'Active already.' };
    const bounced = { code: 'BOUNCED', reason: 'It came back.' };
    expect(groupSkipped([active, bounced, bounced])).toEqual([
      { ...bounced, count: 2 },
      { ...active, count: 1 },
    ]);
  });

  it('has nothing to tell of nobody', () => {
    expect(groupSkipped([])).toEqual([]);
  });
});
