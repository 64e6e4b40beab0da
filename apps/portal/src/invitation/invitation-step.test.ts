import { describe, expect, it } from 'vitest';
import { type InvitationStep, invitationStep } from './invitation-step';

const open = {
  state: 'OPEN' as const,
  userExists: false,
  alreadyStaff: false,
  formerStaff: false,
  mailboxUnproven: false,
  signedInAsOther: null,
  signedInAsInvited: false,
  renewalRequested: false,
};

describe('what the holder of a link is asked', () => {
  const cases: [string, Partial<Parameters<typeof invitationStep>[0]>, InvitationStep][] = [
    ['a new person', {}, 'new-person'],
    ['somebody who has a user', { userExists: true }, 'sign-in'],
    ['a user who never proved the mailbox', { userExists: true, mailboxUnproven: true }, 'prove-mailbox'],
    ['the invited, signed in', { userExists: true, signedInAsInvited: true }, 'accept'],
    [
      'the invited, signed in, mailbox never proven',
      { userExists: true, signedInAsInvited: true, mailboxUnproven: true },
      'prove-mailbox',
    ],
    ['somebody else, signed in', { signedInAsOther: 'b@x.org' }, 'signed-in-as-other'],
    [
      'somebody else, signed in, where the invited has a user',
      { userExists: true, mailboxUnproven: true, signedInAsOther: 'b@x.org' },
      'signed-in-as-other',
    ],
    [
      'somebody who works there already',
      { userExists: true, signedInAsInvited: true, alreadyStaff: true },
      'already-staff',
    ],
    ['somebody who worked there once', { userExists: true, formerStaff: true }, 'former-staff'],
    ['an expired link', { state: 'EXPIRED' }, 'expired'],
    ['an expired link, new one asked for', { state: 'EXPIRED', renewalRequested: true }, 'renewal-requested'],
    ['a withdrawn link', { state: 'WITHDRAWN' }, 'withdrawn'],
    ['a link of a suspended organization', { state: 'SUSPENDED' }, 'suspended'],
    ['a used link', { state: 'USED' }, 'used'],
    ['an unknown link', { state: 'UNKNOWN' }, 'unknown'],
  ];
  it.each(cases)('%s', (_who, facts, step) => {
    expect(invitationStep({ ...open, ...facts })).toBe(step);
  });

  it.each(['EXPIRED', 'WITHDRAWN', 'SUSPENDED', 'USED', 'UNKNOWN'] as const)(
    'never offers to accept a link that is %s, whoever is signed in',
    (state) => {
      for (const who of [{ signedInAsInvited: true }, { signedInAsOther: 'b@x.org' }, { userExists: true }]) {
        const step = invitationStep({ ...open, ...who, state });
        expect(['accept', 'new-person', 'sign-in', 'signed-in-as-other', 'prove-mailbox']).not.toContain(
          step,
        );
      }
    },
  );
});
