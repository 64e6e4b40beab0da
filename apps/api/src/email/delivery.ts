import DataLoader from 'dataloader';
import { Field, Int, ObjectType } from 'type-graphql';
import type { RequestContext } from '../context.js';
import type { Invitation } from '../invitations/invitation.entity.js';
import { reasonText } from './delivery-reasons.js';
import type { DeliveryState } from './delivery-state.js';
import { MailFate } from './mail-fate.js';

@ObjectType({
  description: 'What the mail server said of the latest mail of an invitation.',
  simpleResolvers: true,
})
export class Delivery extends MailFate {
  @Field(() => Date, { description: 'Since when it has been so.' })
  at!: Date;

  @Field(() => Int, { description: 'How often it has been handed to the mail server.' })
  attempts!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When it is tried again by itself; null when it is not.',
  })
  nextAttemptAt!: Date | null;
}

interface Row {
  id: string;
  state: DeliveryState;
  at: Date;
  attempts: number;
  next_attempt_at: Date;
  reason_code: string | null;
  server_response: string | null;
}

export function deliveryLoader(ctx: RequestContext): DataLoader<Invitation, Delivery, string> {
  return new DataLoader(
    async (invitations) => {
      const ids = invitations.flatMap((invitation) => invitation.lastMailId ?? []);
      const rows =
        ids.length === 0
          ? []
          : await ctx.db.query<Row[]>(
              `SELECT id, state, COALESCE(sent_at, updated_at) AS at, attempts, next_attempt_at, reason_code, server_response
                 FROM mails WHERE id IN (?)`,
              [ids],
            );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return invitations.map((invitation) => {
        const row = byId.get(invitation.lastMailId ?? '');
        return row ? fromRow(row) : withoutMail(invitation);
      });
    },
    { cacheKeyFn: (invitation) => invitation.id },
  );
}

function fromRow(row: Row): Delivery {
  return {
    state: row.state,
    at: row.at,
    attempts: row.attempts,
    nextAttemptAt: row.state === 'QUEUED' ? row.next_attempt_at : null,
    reasonCode: row.reason_code,
    reason: reasonText(row.reason_code),
    serverResponse: row.server_response,
  };
}

/** The mail's own row has been cleaned away; the invitation still knows how it ended. */
function withoutMail(invitation: Invitation): Delivery {
  return {
    state: invitation.deliveryState,
    at: invitation.sentAt,
    attempts: 0,
    nextAttemptAt: null,
    reasonCode: null,
    reason: null,
    serverResponse: null,
  };
}
