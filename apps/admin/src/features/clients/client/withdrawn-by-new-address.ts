import type { InvitationEventType } from '../../../gql/graphql';

const ends: ReadonlySet<InvitationEventType> = new Set(['WITHDRAWN', 'WRONG_RECIPIENT', 'ADDRESS_CHANGED']);

/** Of what happened since the latest sending, newest first, what came first has ended the invitation. */
export function withdrawnByNewAddress(events: readonly { type: InvitationEventType }[]): boolean {
  const sent = events.findIndex(({ type }) => type === 'SENT' || type === 'RESENT');
  const since = sent < 0 ? events : events.slice(0, sent);
  return since.findLast(({ type }) => ends.has(type))?.type === 'ADDRESS_CHANGED';
}
