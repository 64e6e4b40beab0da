import type { ClientRowFragment } from '../../../gql/graphql';

export type SensibleAction = 'addAddress' | 'invite' | 'remind' | 'resend';

type Situation = Pick<ClientRowFragment, 'status' | 'canInvite' | 'canRemind' | 'canResend'>;

/** The one thing that helps this client on; undefined when nothing needs doing or nothing can be done now. */
export function sensibleAction(client: Situation): SensibleAction | undefined {
  if (client.status === 'NO_EMAIL') return 'addAddress';
  if (client.status === 'ACTIVE' || client.status === 'DEACTIVATED') return undefined;
  if (client.canInvite.allowed && client.status !== 'INVITE_PENDING' && client.status !== 'INVITE_EXPIRED')
    return 'invite';
  if (client.canRemind.allowed) return 'remind';
  // Where a reminder is refused (the mail came back, the time is over) sending afresh is what is left.
  if (client.canResend.allowed) return 'resend';
  return undefined;
}
