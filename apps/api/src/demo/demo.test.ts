import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../test/harness.js';
import { verifyLog } from '../audit/chain/verify-log.js';
import { ClientStatus } from '../clients/client-status.js';
import { CLIENT_STATUS_NOW } from '../clients/list/client-filter.js';
import { writeDemo } from './write-demo.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
  await writeDemo(app.context());
});
afterAll(() => app.close());

const signIn = async (email: string) =>
  app.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://anteroom.test' },
    body: JSON.stringify({ email, password: 'anteroom-demo' }),
  });

describe('the demo', () => {
  it('shows sixty clients, in every status', async () => {
    const rows = await app.sql(
      `SELECT ${CLIENT_STATUS_NOW} AS status, COUNT(*) AS count FROM clients c GROUP BY 1`,
    );
    expect(rows.map(({ status }) => status).sort()).toEqual(Object.keys(ClientStatus).sort());
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(await app.sql('SELECT id FROM programs')).toHaveLength(5);
  });

  it('has something to show of actions on many, and of partner apps', async () => {
    const as = { userId: (await app.sql("SELECT id FROM users WHERE email = 'fenna@demo.example'"))[0].id };
    const { organization } = await app.ask('{ organization(slug: "demo") { id logoUrl } }', {}, { as });
    const { bulkOperations, apiKeys } = await app.ask(
      `query ($id: ID!) {
        bulkOperations(organizationId: $id, first: 10) { nodes { kind state total done skippedReasons { code count } programName } }
        apiKeys(organizationId: $id, first: 10) { nodes { name status } }
      }`,
      { id: organization.id },
      { as },
    );
    expect(organization.logoUrl).toMatch(/\/logos\//);
    expect(bulkOperations.nodes).toEqual([
      expect.objectContaining({
        kind: 'REMIND',
        state: 'DONE',
        total: 12,
        done: 10,
        skippedReasons: [{ code: 'BOUNCED', count: 2 }],
      }),
      expect.objectContaining({ kind: 'ADD_TO_PROGRAM', done: 14, programName: expect.any(String) }),
    ]);
    expect(apiKeys.nodes).toEqual([{ name: 'Intake form on the website', status: 'ACTIVE' }]);
  });

  it('is written once, however often it is asked for', async () => {
    expect(await writeDemo(app.context())).toBe(false);
    expect(await app.sql('SELECT id FROM organizations')).toHaveLength(1);
  });

  it('has no mail that is still to be sent, and nothing that is due at once', async () => {
    const [mails] = await app.sql(
      `SELECT SUM(state NOT IN ('SENT', 'BOUNCED')) AS due, COUNT(*) AS count FROM mails`,
    );
    expect(Number(mails.due)).toBe(0);
    expect(mails.count).toBeGreaterThan(50);
    const due = await app.sql(
      `SELECT id FROM invitations 
        WHERE status = 'PENDING' AND (expiry_recorded = (expires_at > NOW(3)) OR next_reminder_at <= NOW(3))`,
    );
    expect(due).toEqual([]);
  });

  it('has three people waiting for an answer, one of whom is on file', async () => {
    const waiting = await app.sql(
      `SELECT c.number FROM registrations r LEFT JOIN clients c ON c.organization_id = r.organization_id AND c.email = r.email
        WHERE r.status = 'WAITING'`,
    );
    expect(waiting).toHaveLength(3);
    expect(waiting.filter(({ number }) => number !== null)).toHaveLength(1);
  });

  it('agrees with itself', async () => {
    const odd = await app.sql(
      `SELECT c.number, c.status, i.status AS invitation FROM clients c LEFT JOIN invitations i ON i.client_id = c.id
        WHERE c.status <> CASE
          WHEN c.email IS NULL THEN 'NO_EMAIL'
          WHEN c.deactivated_at IS NOT NULL THEN 'DEACTIVATED'
          WHEN i.id IS NULL THEN 'NOT_INVITED'
          WHEN i.status = 'ACCEPTED' THEN 'ACTIVE'
          ELSE CONCAT('INVITE_', i.status) END
        OR (c.status = 'ACTIVE') <> (c.user_id IS NOT NULL AND c.deactivated_at IS NULL)
        OR c.last_seen_at > NOW(3) OR i.sent_at > NOW(3) OR i.accepted_at > NOW(3)
        OR c.created_at > NOW(3)`,
    );
    expect(odd).toEqual([]);
    expect(await app.sql('SELECT id FROM invitation_events WHERE at > NOW(3)')).toEqual([]);
    expect(await app.sql('SELECT id FROM mails WHERE sent_at > NOW(3)')).toEqual([]);
  });

  it('has a connection active exactly where its client is, and made before', async () => {
    const rows = await app.sql(
      `SELECT c.activated_at IS NOT NULL AS joined, COUNT(*) AS count,
              SUM(NOT n.activated_at <=> c.activated_at OR n.created_at > COALESCE(c.activated_at, NOW(3))) AS odd
         FROM connections n JOIN clients c ON c.id = n.client_id GROUP BY 1 ORDER BY 1`,
    );
    expect(rows.map(({ joined, odd }) => [joined, Number(odd)])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(rows.every(({ count }) => count > 2)).toBe(true);
  });

  it('has staff who were there before their clients, and a client with somebody to turn to', async () => {
    const [{ late }] = await app.sql(
      `SELECT COUNT(*) AS late FROM staff_members m JOIN connections n ON n.staff_member_id = m.id
        WHERE m.activated_at > n.created_at`,
    );
    expect(late).toBe(0);
    expect(
      await app.sql(
        `SELECT 1 FROM connections n JOIN clients c ON c.id = n.client_id WHERE c.email = 'client@demo.example'`,
      ),
    ).toHaveLength(1);
  });

  it('numbers its clients in the order in which they came', async () => {
    const rows = await app.sql('SELECT number FROM clients ORDER BY created_at, id');
    const numbers = rows.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted());
  });

  it('saw everybody of the staff who has joined at some time in the last month', async () => {
    const rows = await app.sql(
      `SELECT first_name, last_seen_at > NOW(3) - INTERVAL 1 MONTH AND last_seen_at <= NOW(3) AS seen
         FROM staff_members WHERE user_id IS NOT NULL`,
    );
    expect(rows.filter(({ seen }) => seen !== 1)).toEqual([]);
  });

  it('has two open invitations to the staff, one of them expired', async () => {
    const rows = await app.sql(
      `SELECT i.expires_at > NOW(3) AS live, COUNT(r.role) AS roles FROM invitations i
         JOIN staff_members m ON m.id = i.staff_member_id AND m.user_id IS NULL
         JOIN staff_member_roles r ON r.staff_member_id = m.id GROUP BY i.id ORDER BY live`,
    );
    expect(rows.map(({ live, roles }) => [live, Number(roles)])).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  it('has a log of three months, sealed and whole', async () => {
    const [{ id }] = await app.sql('SELECT id FROM organizations');
    const [log] = await app.sql('SELECT COUNT(*) AS entries, MAX(at) > NOW(3) AS ahead FROM audit_entries');
    expect(log.entries).toBeGreaterThan(200);
    expect(log.ahead).toBe(0);
    const { place, problemCount } = await verifyLog(
      app.services.dataSource.manager,
      { organizationId: id, keys: app.services.config.tokenKeys },
      () => {},
    );
    expect([place.reached, place.searched, problemCount]).toEqual([log.entries, log.entries, 0]);
  });

  it('lets its owner, its administrator and its client sign in', async () => {
    for (const email of ['fenna@demo.example', 'ruth@demo.example', 'client@demo.example'])
      expect((await signIn(email)).status).toBe(200);
  });
});
