import { describe, expect, it } from 'vitest';
import { mayNow } from './may-now';

const desk = { id: 'r1', permissions: ['clients.read', 'clients.invite'] };
const reader = { id: 'r2', permissions: ['clients.read'] };

describe('what changes with other roles', () => {
  it('is what the roles and single permissions together add and take', () => {
    expect(
      mayNow(
        { roles: [desk], singly: ['programs.read'] },
        { roles: [reader], singly: ['staff.read', 'clients.read'] },
      ),
    ).toEqual({ gains: ['staff.read'], losses: ['clients.invite', 'programs.read'] });
  });

  it('is nothing when another role covers what was taken', () => {
    expect(mayNow({ roles: [desk, reader], singly: [] }, { roles: [desk], singly: [] })).toEqual({
      gains: [],
      losses: [],
    });
  });
});
