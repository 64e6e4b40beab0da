import { describe, expect, it } from 'vitest';
import { type ClientValues, clientFieldOf, clientInput } from './client-values';

const values: ClientValues = {
  firstName: ' Ada ',
  lastName: '',
  email: 'ada@example.org',
  number: 'C-0007',
  programId: null,
  connections: [{ id: 's1', label: 'Fenna Bakker' }],
};

describe('what is sent of one client', () => {
  it('leaves the proposed number out, so that somebody faster does not make it a clash', () => {
    expect(clientInput('o', values, 'C-0007').number).toBeNull();
    expect(clientInput('o', values, 'C-0008').number).toBe('C-0007');
    expect(clientInput('o', { ...values, number: ' ' }, undefined).number).toBeNull();
  });

  it('has no empty texts', () => {
    expect(clientInput('o', values, undefined)).toMatchObject({
      firstName: 'Ada',
      lastName: null,
      connections: ['s1'],
    });
  });

  it('knows the field of an error by the beginning of its path', () => {
    expect(clientFieldOf(['connections', '0'])).toBe('connections');
    expect(clientFieldOf(['invitation', 'message', 'subject'])).toBeNull();
    expect(clientFieldOf([])).toBeNull();
  });
});
