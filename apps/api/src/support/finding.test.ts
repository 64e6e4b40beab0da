import { describe, expect, it } from 'vitest';
import { type CaseFacts, findingOf } from './finding.js';
import { FINDINGS } from './findings.js';

const SENT = new Date('2026-03-01T09:00:00Z');
const LATER = new Date('2026-03-03T09:00:00Z');
const BEFORE = new Date('2026-02-20T09:00:00Z');

const facts = (
  invitation: Partial<CaseFacts['invitation']> = {},
  rest: Partial<Omit<CaseFacts, 'invitation'>> = {},
): CaseFacts => ({
  invitation: {
    status: 'PENDING',
    email: 'ada@example.org',
    sentAt: SENT,
    expiresAt: new Date('2026-03-15T09:00:00Z'),
    acceptedAt: null,
    withdrawnAt: null,
    renewalRequestedAt: null,
    deliveryState: 'SENT',
    ...invitation,
  },
  delivery: { at: SENT, attempts: 1, reasonCode: null },
  offerGone: false,
  events: [],
  ...rest,
});
const event = (type: CaseFacts['events'][number]['type'], detail: string | null = null, at = LATER) => ({
  type,
  detail,
  at,
});
const delivery = (attempts: number, reasonCode: string | null) => ({ at: LATER, attempts, reasonCode });

/** From the state of an invitation to the one thing to say. */
const CASES: [code: keyof typeof FINDINGS, facts: CaseFacts, at?: Date][] = [
  ['ACCEPTED', facts({ status: 'ACCEPTED', acceptedAt: LATER }), LATER],
  ['ACCEPTED', facts({ status: 'ACCEPTED', acceptedAt: LATER }, { offerGone: true })],
  ['STOPPED_BY_RECIPIENT', facts({ status: 'WITHDRAWN' }, { events: [event('WRONG_RECIPIENT')] }), LATER],
  [
    'ADDRESS_CHANGED',
    facts(
      { status: 'WITHDRAWN' },
      { events: [event('ADDRESS_CHANGED'), event('WRONG_RECIPIENT', null, BEFORE)] },
    ),
  ],
  ['WITHDRAWN', facts({ status: 'WITHDRAWN', withdrawnAt: LATER }, { events: [event('WITHDRAWN')] }), LATER],
  ['WITHDRAWN', facts({ status: 'WITHDRAWN' })],
  ['INVITER_GONE', facts({}, { offerGone: true })],
  ['INVITER_GONE', facts({ status: 'EXPIRED' }, { offerGone: true })],
  ['EXPIRED', facts({ status: 'EXPIRED' })],
  ['EXPIRED', facts({ status: 'EXPIRED', deliveryState: 'FAILED' }, { delivery: delivery(0, 'EXPIRED') })],
  [
    'BOUNCED',
    facts({ status: 'EXPIRED', deliveryState: 'BOUNCED' }, { delivery: delivery(1, 'MAILBOX_UNKNOWN') }),
    LATER,
  ],
  [
    'OPTED_OUT',
    facts({ status: 'EXPIRED', deliveryState: 'FAILED' }, { delivery: delivery(0, 'SUPPRESSED') }),
  ],
  [
    'MAIL_FAILED',
    facts({ status: 'EXPIRED', deliveryState: 'FAILED' }, { delivery: delivery(6, 'GAVE_UP') }),
  ],
  ['RENEWAL_REQUESTED', facts({ status: 'EXPIRED', renewalRequestedAt: LATER }), LATER],
  ['BOUNCED', facts({ deliveryState: 'BOUNCED' }, { delivery: delivery(1, 'MAILBOX_UNKNOWN') }), LATER],
  ['OPTED_OUT', facts({ deliveryState: 'FAILED' }, { delivery: delivery(0, 'SUPPRESSED') }), LATER],
  ['MAIL_FAILED', facts({ deliveryState: 'FAILED' }, { delivery: delivery(6, 'GAVE_UP') })],
  ['DELIVERY_UNKNOWN', facts({ deliveryState: 'UNKNOWN' })],
  ['MAIL_WAITING', facts({ deliveryState: 'QUEUED' }, { delivery: delivery(0, null) })],
  ['MAIL_WAITING', facts({ deliveryState: 'SENDING' }, { delivery: delivery(1, null) })],
  ['MAIL_DELAYED', facts({ deliveryState: 'QUEUED' }, { delivery: delivery(1, 'TEMPORARY') })],
  ['TRIED_AGAIN', facts({ deliveryState: 'QUEUED' }, { delivery: delivery(1, 'CONNECTION_LOST') }), LATER],
  ['TRIED_AGAIN', facts({ deliveryState: 'SENDING' }, { delivery: delivery(2, 'CONNECTION_LOST') })],
  ['NOT_OPENED', facts()],
  ['NOT_OPENED', facts({}, { events: [event('OPENED', 'UNSEEN')] })],
  ['NOT_OPENED', facts({}, { events: [event('OPENED', 'PERSON', BEFORE)] })],
  ['OPENED', facts({}, { events: [event('OPENED', 'PERSON')] }), LATER],
  ['WRONG_USER', facts({}, { events: [event('WRONG_USER'), event('OPENED', 'PERSON', SENT)] })],
  ['OPENED', facts({}, { events: [event('OPENED', 'PERSON'), event('WRONG_USER', null, SENT)] })],
  [
    'WHILE_SUSPENDED',
    facts({}, { events: [event('LINK_REFUSED', 'LINK_SUSPENDED'), event('OPENED', 'PERSON', SENT)] }),
    LATER,
  ],
  [
    'OPENED',
    facts({}, { events: [event('OPENED', 'PERSON'), event('LINK_REFUSED', 'LINK_SUSPENDED', SENT)] }),
  ],
  [
    'OLD_LINK',
    facts({}, { events: [event('OPENED', 'UNSEEN'), event('LINK_REFUSED', 'LINK_REPLACED', SENT)] }),
  ],
];

describe('what is to be said first', () => {
  for (const [index, [code, given, at]] of CASES.entries())
    it(`is ${code} (${index + 1})`, () => {
      const said = findingOf(given);
      expect(said.code).toBe(code);
      expect(said.help).toBe(FINDINGS[code][1]);
      if (at) expect(said.at).toEqual(at);
    });

  it('is tried for everything that can be said', () => {
    expect(new Set(CASES.map(([code]) => code))).toEqual(new Set(Object.keys(FINDINGS)));
  });

  it('says why the mail server refused', () => {
    const said = findingOf(facts({ deliveryState: 'BOUNCED' }, { delivery: delivery(1, 'MAILBOX_UNKNOWN') }));
    expect(said.text).toContain('refused it');
    expect(said.text).toContain('this mailbox does not exist');
  });
});
