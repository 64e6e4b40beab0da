import { createPool, type RowDataPacket } from 'mysql2/promise';
import { expect } from 'vitest';

export interface Database {
  sql<Row>(statement: string, parameters?: (string | number | null)[]): Promise<Row[]>;
  /** Keeps the rows that are selected `FOR UPDATE` from everybody else, until what it gives back is called. */
  hold(selection: string, parameters: string[]): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export async function openDatabase(uri: string): Promise<Database> {
  const pool = createPool({ uri, connectionLimit: 2, timezone: 'Z' });
  return {
    async sql<Row>(statement: string, parameters: (string | number | null)[] = []) {
      const [rows] = await pool.query<RowDataPacket[]>(statement, parameters);
      return rows as unknown as Row[];
    },
    async hold(selection, parameters) {
      const connection = await pool.getConnection();
      await connection.beginTransaction();
      await connection.query(selection, parameters);
      return async () => {
        await connection.rollback();
        connection.release();
      };
    },
    close: () => pool.end(),
  };
}

/** Waits until that has become of the mails to an address; whoever looks at a list then need not wait until it looks again. */
export async function mailsAre(
  { sql }: Database,
  state: 'BOUNCED' | 'UNKNOWN',
  recipient: string,
): Promise<void> {
  const states = () => sql('SELECT DISTINCT state FROM mails WHERE recipient = ?', [recipient]);
  await expect.poll(states, { timeout: 60_000 }).toEqual([{ state }]);
}

/**
 * Lets days go by for one organization. The clock of the system is the database's and cannot be moved, so what is written
 * in it is moved back instead; the sweep, which would have run in that time, is due at once.
 */
export async function passDays({ sql }: Database, organization: { id: string }, days: number): Promise<void> {
  for (const [table, columns] of MOMENTS)
    await sql(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} - INTERVAL ? DAY`).join(', ')}
        WHERE organization_id = ?`,
      [...columns.map(() => days), organization.id],
    );
  const [sweep] = await sql(`SELECT id FROM agenda_jobs WHERE name = 'sweep-invitations'`);
  if (!sweep) throw new Error('there is no such sweep to hurry');
  await sql(`UPDATE agenda_jobs SET next_run_at = NOW(3) WHERE name = 'sweep-invitations'`);
}

const MOMENTS: [table: string, columns: string[]][] = [
  [
    'invitations',
    [
      'sent_at',
      'expires_at',
      'next_reminder_at',
      'accepted_at',
      'withdrawn_at',
      'renewal_requested_at',
      'created_at',
    ],
  ],
  ['invitation_events', ['at']],
  ['mails', ['next_attempt_at', 'sent_at', 'created_at']],
  ['clients', ['invitation_expires_at', 'created_at', 'activated_at', 'last_seen_at']],
];
