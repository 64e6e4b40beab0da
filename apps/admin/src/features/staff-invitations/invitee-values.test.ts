import { describe, expect, it } from 'vitest';
import { refusedFields } from './invitee-values';

const error = (code: string, ...path: string[]) => ({ code, message: `${code}!`, path });

describe('what the API refuses of somebody invited', () => {
  it('stands at its field, in the order of the form, once for each', () => {
    expect(
      refusedFields([
        error('BEYOND_OWN_PERMISSIONS', 'roleIds'),
        error('TAKEN', 'email'),
        error('BAD_ADDRESS', 'email'),
        error('NOT_FOUND', 'clientIds', '3'),
      ]).map(({ field, code }) => `${field} ${code}`),
    ).toEqual(['email TAKEN', 'roleIds BEYOND_OWN_PERMISSIONS', 'clients NOT_FOUND']);
  });

  it('is nothing of the message', () => {
    expect(refusedFields([error('UNKNOWN_PLACEHOLDER', 'message', 'subject')])).toEqual([]);
  });
});
