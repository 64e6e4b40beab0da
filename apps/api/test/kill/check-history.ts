import type { DataSource } from 'typeorm';
import type { History } from './kill-rounds.js';

export interface Verdict {
  mails: number;
  /** Committed, but arrived nowhere. */
  lost: string[];
  /** Arrived more than once although it was on record that they had left. */
  duplicates: string[];
  /** Arrived more than once, having been handed over by a worker that was killed before it could say so. */
  repeatedInWindow: number;
  /** Anything else that should not be. */
  oddities: string[];
}

interface Row {
  recipient: string;
  state: string;
  delivery_state: string;
  delivered_events: number | string;
}

/** Compares what the mail servers took with what the database says, once everything has come to rest. */
export async function checkHistory(dataSource: DataSource, history: History): Promise<Verdict> {
  const rows = await dataSource.query<Row[]>(
    `SELECT m.recipient, m.state, i.delivery_state,
            (SELECT COUNT(*) FROM invitation_events e WHERE e.invitation_id = i.id AND e.type = 'DELIVERED') AS delivered_events
       FROM mails m JOIN invitations i ON i.id = m.invitation_id`,
  );
  const arrived = Map.groupBy(history.deliveries, (mail) => mail.recipients.join());
  const verdict: Verdict = {
    mails: rows.length,
    lost: [],
    duplicates: [],
    repeatedInWindow: 0,
    oddities: [],
  };
  for (const row of rows) {
    const copies = arrived.get(row.recipient) ?? [];
    arrived.delete(row.recipient);
    if (copies.length === 0) verdict.lost.push(row.recipient);
    if (copies.length > 1) {
      if (history.inWindow.has(row.recipient)) verdict.repeatedInWindow += 1;
      else verdict.duplicates.push(row.recipient);
    }
    if (new Set(copies.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])).size > 1)
      verdict.oddities.push(`${row.recipient}: copies with different Message-IDs`);
    if (row.state !== 'SENT' || row.delivery_state !== 'SENT' || Number(row.delivered_events) !== 1)
      verdict.oddities.push(`${row.recipient}: ${JSON.stringify(row)}`);
    if (history.uncommitted.has(row.recipient))
      verdict.oddities.push(`${row.recipient}: came out of a rollback`);
  }
  for (const recipient of arrived.keys())
    verdict.oddities.push(`${recipient}: a mail that nobody decided on`);
  return verdict;
}
