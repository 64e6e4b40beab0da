import { describe, expect, it } from 'vitest';
import type { ClientStatus } from '../../../gql/graphql';
import { sensibleAction } from './sensible-action';

const no = { allowed: false, code: 'X', reason: 'No.' };
const yes = { allowed: true, code: null, reason: null };

function action(
  status: ClientStatus,
  can: Partial<Record<'canInvite' | 'canRemind' | 'canResend', typeof yes>> = {},
) {
  return sensibleAction({ status, canInvite: no, canRemind: no, canResend: no, ...can });
}

describe('the one sensible action', () => {
  it('asks for an address where there is none', () => {
    expect(action('NO_EMAIL')).toBe('addAddress');
  });

  it('invites whoever was never invited or whose invitation was withdrawn', () => {
    expect(action('NOT_INVITED', { canInvite: yes })).toBe('invite');
    expect(action('INVITE_WITHDRAWN', { canInvite: yes })).toBe('invite');
  });

  it('reminds while the invitation is open', () => {
    expect(action('INVITE_PENDING', { canRemind: yes, canResend: yes })).toBe('remind');
  });

  it('resends when the time is over or the mail came back', () => {
    expect(action('INVITE_EXPIRED', { canInvite: yes, canResend: yes })).toBe('resend');
    expect(action('INVITE_PENDING', { canResend: yes })).toBe('resend');
  });

  it('leaves in peace who is in, and whose mail is still on its way', () => {
    expect(action('ACTIVE', { canInvite: yes })).toBeUndefined();
    expect(action('DEACTIVATED')).toBeUndefined();
    expect(action('INVITE_PENDING')).toBeUndefined();
  });
});
