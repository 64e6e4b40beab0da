import type { EntityManager } from 'typeorm';
import { inTransaction } from '../../database/transaction.js';
import { recordEvents } from '../../invitations/invitation-events.js';
import type { DeliveryState } from '../delivery-state.js';
import type { Outbox } from './claim-mails.js';
import type { DeliveryResult } from './delivery-outcome.js';
import type { MailToDeliver } from './load-mails.js';

export interface Delivered {
  /** Of the claim under which it was sent. */
  token: string;
  mail: Pick<MailToDeliver, 'id' | 'kind' | 'organizationId' | 'invitationId'>;
  result: DeliveryResult;
}

class ClaimLost extends Error {}

/**
 * Writes down what became of mails, in a number of statements that does not depend on how many they are. A result whose
 * claim has passed to somebody else is dropped: that somebody's will count.
 */
export async function recordDeliveries(outbox: Outbox, delivered: readonly Delivered[]): Promise<void> {
  const groups = Map.groupBy(delivered, ({ token }) => token);
  for (const [token, group] of groups) await recordGroup(outbox, token, group);
}

async function recordGroup(outbox: Outbox, token: string, group: Delivered[]): Promise<void> {
  try {
    await inTransaction(outbox, (manager) => writeResults(manager, token, group));
  } catch (error) {
    if (!(error instanceof ClaimLost)) throw error;
    const ids = group.map(({ mail }) => mail.id);
    const held = await outbox.dataSource.query<{ id: string; state: DeliveryState }[]>(
      'SELECT id, state FROM mails WHERE id IN (?) AND lease_token = ?',
      [ids, token],
    );
    const states = new Map(held.map((row) => [row.id, row.state]));
    const ours = new Set(
      group.flatMap(({ mail, result }) => (isOpen(states.get(mail.id), result) ? mail.id : [])),
    );
    outbox.log.warn(
      { mails: ids.filter((id) => !ours.has(id)) },
      'another worker has taken over these mails: what became of ours is not recorded',
    );
    if (ours.size < group.length && ours.size > 0)
      await recordGroup(
        outbox,
        token,
        group.filter(({ mail }) => ours.has(mail.id)),
      );
  }
}

/**
 * A claim that lapsed while the database was away still counts as long as nobody has claimed the mail since. What was set
 * aside for people meanwhile is only told better: it is not sent again behind their backs.
 */
function isOpen(state: DeliveryState | undefined, result: DeliveryResult): boolean {
  return state === 'SENDING' || state === 'QUEUED' || (state === 'UNKNOWN' && isKnown(result.state));
}

const isKnown = (state: DeliveryState) => state === 'SENT' || state === 'BOUNCED';

async function writeResults(manager: EntityManager, token: string, group: Delivered[]): Promise<void> {
  const ids = group.map(({ mail }) => mail.id);
  const of = (value: (result: DeliveryResult) => unknown) => new Choice(group, value);
  const state = of((result) => result.state);
  const reason = of((result) => result.reasonCode);
  const response = of((result) => result.serverResponse);
  const copies = of(({ event }) => (event === 'DELIVERY_UNKNOWN' ? 1 : 0));
  const retry = of((result) => (result.retryInMs ?? 0) * 1000);

  const ofInvitations = group.filter(({ mail }) => mail.kind === 'INVITATION' || mail.kind === 'REMINDER');
  // Invitations before mails, as everybody who locks both does.
  if (ofInvitations.length > 0)
    await manager.query(
      `UPDATE invitations
          SET delivery_state = ${state.sql('last_mail_id')}, updated_at = NOW(3),
              next_reminder_at = IF(delivery_state IN ('BOUNCED', 'FAILED'), NULL, next_reminder_at)
        WHERE id IN (?) AND last_mail_id IN (?)`,
      [...state.parameters, ofInvitations.map(({ mail }) => mail.invitationId), ids],
    );
  const recorded = await manager.query<{ affectedRows: number }>(
    `UPDATE mails
        SET state = ${state.sql('id')}, reason_code = ${reason.sql('id')}, server_response = ${response.sql('id')},
            possible_copies = possible_copies + ${copies.sql('id')}, next_attempt_at = NOW(3) + INTERVAL ${retry.sql('id')} MICROSECOND,
            sent_at = IF(state = 'SENT', NOW(3), NULL), payload = IF(state = 'QUEUED', payload, NULL),
            lease_token = IF(state = 'UNKNOWN', lease_token, NULL), leased_until = NULL, updated_at = NOW(3)
      WHERE id IN (?) AND lease_token = ?
        AND (state IN ('SENDING', 'QUEUED') OR (state = 'UNKNOWN' AND ${state.sql('id')} IN ('SENT', 'BOUNCED')))`,
    [
      ...[state, reason, response, copies, retry].flatMap(({ parameters }) => parameters),
      ids,
      token,
      ...state.parameters,
    ],
  );
  if (recorded.affectedRows !== group.length) throw new ClaimLost();
  await recordEvents(
    { db: manager },
    ofInvitations.flatMap(({ mail, result }) =>
      result.event && mail.invitationId && mail.organizationId
        ? [
            {
              organizationId: mail.organizationId,
              invitationId: mail.invitationId,
              type: result.event,
              actorId: null,
              detail: result.serverResponse,
            },
          ]
        : [],
    ),
  );
}

/** One value when all have the same, else one chosen by the mail's id. */
class Choice {
  readonly parameters: unknown[];
  readonly #cases: number;

  constructor(group: readonly Delivered[], value: (result: DeliveryResult) => unknown) {
    const values = group.map(({ mail, result }) => [mail.id, value(result)] as const);
    const alike = values.every(([, each]) => each === values[0]?.[1]);
    this.#cases = alike ? 0 : values.length;
    this.parameters = alike ? [values[0]?.[1]] : values.flat();
  }

  sql(column: string): string {
    return this.#cases === 0 ? '?' : `CASE ${column} ${'WHEN ? THEN ? '.repeat(this.#cases)}END`;
  }
}
