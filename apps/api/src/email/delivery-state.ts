import { registerEnumType } from 'type-graphql';

export const DeliveryState = {
  QUEUED: 'QUEUED',
  SENDING: 'SENDING',
  SENT: 'SENT',
  BOUNCED: 'BOUNCED',
  FAILED: 'FAILED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type DeliveryState = (typeof DeliveryState)[keyof typeof DeliveryState];

registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'What became of a mail, as far as the mail server told.',
  valuesConfig: {
    QUEUED: { description: 'It waits, for its first attempt or for the next.' },
    SENT: { description: 'The mail server took it.' },
    BOUNCED: { description: 'The mail server refused it for good.' },
    FAILED: { description: 'It was given up, or was no longer wanted before it left.' },
    UNKNOWN: { description: 'The connection broke while it was handed over: it may have arrived.' },
  },
});
