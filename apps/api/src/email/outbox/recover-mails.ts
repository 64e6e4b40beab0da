import type { Config } from '../../config.js';
import type { MailKind } from '../mail.entity.js';
import type { Outbox } from './claim-mails.js';
import type { DeliveryResult } from './delivery-outcome.js';
import { type Delivered, recordDeliveries } from './record-deliveries.js';

const BATCH = 500;
/** A mail whose worker ended so often may be the reason for it, or have left each time. */
const MAX_LAPSES = 8;

interface Lapsed {
  id: string;
  kind: MailKind;
  organization_id: string | null;
  invitation_id: string | null;
  lease_token: string;
  possible_copies: number;
}

/**
 * Mails of a worker that has ended or lost its way. Whether they had left is not known: they are sent again under the same
 * Message-ID, later and apart from each other when it happens again; or, where twice is worse than never, set aside for
 * people to see.
 */
export async function recoverMails(outbox: Outbox, policy: Config['mailUnknownPolicy']): Promise<void> {
  const lapsed = await outbox.dataSource.query<Lapsed[]>(
    `SELECT id, kind, organization_id, invitation_id, lease_token, possible_copies FROM mails
      WHERE state = 'SENDING' AND leased_until <= NOW(3) ORDER BY leased_until LIMIT ${BATCH}`,
  );
  if (lapsed.length === 0) return;
  outbox.log.warn({ mails: lapsed.length, policy }, 'a worker has not said what became of these mails');
  const enough = (row: Lapsed) => policy === 'at-most-once' || row.possible_copies + 1 >= MAX_LAPSES;
  await recordDeliveries(outbox, lapsed.filter(enough).map(asUnknown));
  const again = lapsed.filter((row) => !enough(row)).map((row) => row.id);
  if (again.length === 0) return;
  // The token stays: until somebody claims the mail anew, the worker that sent it may still say so.
  await outbox.dataSource.query(
    `UPDATE mails SET state = 'QUEUED', leased_until = NULL, next_attempt_at = NOW(3) + INTERVAL ${WAIT} MICROSECOND,
            possible_copies = possible_copies + 1, updated_at = NOW(3)
      WHERE id IN (?) AND state = 'SENDING' AND leased_until <= NOW(3)`,
    [again],
  );
}

/** SQL: nothing the first time, then one minute, two, four…, each more or less by a fifth. */
const WAIT =
  'IF(possible_copies = 0, 0, ROUND(60000000 * POW(2, possible_copies - 1) * (0.8 + 0.4 * RAND())))';

function asUnknown(row: Lapsed): Delivered {
  const result: DeliveryResult = {
    state: 'UNKNOWN',
    reasonCode: 'CONNECTION_LOST',
    serverResponse: null,
    retryInMs: null,
    event: 'DELIVERY_UNKNOWN',
  };
  return {
    token: row.lease_token,
    mail: {
      id: row.id,
      kind: row.kind,
      organizationId: row.organization_id,
      invitationId: row.invitation_id,
    },
    result,
  };
}
