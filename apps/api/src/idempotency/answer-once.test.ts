import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anApiKey,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  aUser,
  type BuiltApiKey,
  type BuiltOrganization,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { type App, type CallOptions, startApp } from '../../test/harness.js';
import { addressHash } from '../email/limits/suppressions.js';
import { cleanUp } from '../jobs/clean-up.js';

const CREATE = `mutation ($input: CreateClientsInput!) { createClients(input: $input) {
  createdCount mailing { id total } rows { text address outcome invited client { id firstName status invitation { id } } }
  badAddresses { text } errors { code path } } }`;
const INVITE = `mutation ($input: InviteClientsInput!) { inviteClients(input: $input) {
  mailing { id } rows { clientId invited code } errors { code } } }`;
const RESEND = `mutation ($input: InvitationsInput!) { resendInvitations(input: $input) {
  mailing { id } rows { id done code } errors { code } } }`;

let app: App;
let linde: BuiltOrganization;
let owner: BuiltStaffMember;
let key: BuiltApiKey;
beforeAll(async () => {
  app = await startApp();
  linde = await anOrganization(app);
  owner = await aStaffMember(app, linde);
  key = await anApiKey(app, owner);
});
afterAll(() => app.close());

const aList = (count: number) => Array.from({ length: count }, () => `c-${uuidv7()}@example.com`).join('\n');
const input = (emails: string, idempotencyKey: string | null, more: object = {}) => ({
  organizationId: linde.id,
  emails,
  invitation: {},
  idempotencyKey,
  ...more,
});
const create = (given: object, as: CallOptions = key) => app.graphql(CREATE, { input: given }, as);
const counts = async () => {
  const [row] = await app.sql(
    `SELECT (SELECT COUNT(*) FROM clients) AS clients, (SELECT COUNT(*) FROM mails) AS mails,
            (SELECT COUNT(*) FROM mailings) AS mailings, (SELECT COUNT(*) FROM idempotency_keys) AS kept`,
  );
  return Object.values(row as Record<string, unknown>).map(Number);
};

describe('a repeated request', () => {
  it('is answered as the first time, marked as a repetition, and does nothing', async () => {
    const given = input(aList(3), uuidv7());
    const first = await create(given);
    expect([first.errors, first.data.createClients.createdCount]).toEqual([undefined, 3]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const before = await counts();
    // Written with its fields in another order it is still the same request.
    const again = await create(Object.fromEntries(Object.entries(given).reverse()));
    expect(again.data).toEqual(first.data);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await counts()).toEqual(before);
  });

  it('shows what has become of the rows since', async () => {
    const given = input(aList(2), uuidv7());
    const [row, gone] = (await create(given)).data.createClients.rows;
    await app.sql(`UPDATE clients SET first_name = 'Ada' WHERE id = ?`, [row.client.id]);
    await app.sql('DELETE FROM mails WHERE invitation_id = ?', [gone.client.invitation.id]);
    await app.sql('DELETE FROM invitation_events WHERE invitation_id = ?', [gone.client.invitation.id]);
    await app.sql('DELETE FROM invitations WHERE id = ?', [gone.client.invitation.id]);
    await app.sql('DELETE FROM clients WHERE id = ?', [gone.client.id]);
    const { rows } = (await create(given)).data.createClients;
    expect(rows[0].client).toEqual({ ...row.client, firstName: 'Ada' });
    expect(rows[1]).toEqual({ ...gone, client: null });
  });

  it('says which fields of an operation were repeated', async () => {
    const once = `createProgram(input: { organizationId: "${linde.id}", name: "${uuidv7()}", idempotencyKey: "${uuidv7()}" }) { program { name } errors { code } }`;
    await app.ask(`mutation { ${once} }`, {}, key);
    const response = await app.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...key.headers },
      body: JSON.stringify({
        query: `mutation { again: ${once} other: createProgram(input: { organizationId: "${linde.id}", name: "${uuidv7()}", idempotencyKey: "${uuidv7()}" }) { program { name } errors { code } } }`,
      }),
    });
    const { data, extensions } = (await response.json()) as { data: object; extensions: object };
    expect(Object.keys(data)).toEqual(['again', 'other']);
    expect(extensions).toEqual({ replayed: ['again'] });
  });

  it('of inviting and resending leads to the first mailing', async () => {
    const clientIds = [(await aClient(app, linde)).id, (await aClient(app, linde)).id, uuidv7()];
    const invite = { clientIds, idempotencyKey: uuidv7() };
    const first = await app.ask(INVITE, { input: invite }, { as: owner });
    expect(first.inviteClients.mailing).not.toBeNull();
    expect(await app.ask(INVITE, { input: invite }, { as: owner })).toEqual(first);

    const rows = await app.sql<{ id: string }>('SELECT id FROM invitations WHERE client_id IN (?)', [
      clientIds,
    ]);
    await app.sql(`UPDATE invitations SET delivery_state = 'SENT' WHERE client_id IN (?)`, [clientIds]);
    const resend = { ids: rows.map(({ id }) => id), idempotencyKey: uuidv7() };
    const sent = await app.ask(RESEND, { input: resend }, key);
    const before = await counts();
    expect(await app.ask(RESEND, { input: resend }, key)).toEqual(sent);
    expect(sent.resendInvitations.rows.map(({ done }: { done: boolean }) => done)).toEqual([true, true]);
    expect(await counts()).toEqual(before);
  });

  it('of starting a practice leads to the one that was started', async () => {
    const query = `mutation ($input: CreateOrganizationInput!) {
      createOrganization(input: $input) { organization { id name } errors { code } } }`;
    const practice = {
      name: 'Praktijk De Es',
      slug: `es-${uuidv7()}`,
      language: 'EN',
      timeZone: 'Europe/Amsterdam',
      accentColor: '#2f6f5e',
      idempotencyKey: uuidv7(),
    };
    const person = await aUser(app);
    const first = await app.ask(query, { input: practice }, { as: person });
    expect(first.createOrganization).toMatchObject({ organization: { name: 'Praktijk De Es' }, errors: [] });
    expect(await app.ask(query, { input: practice }, { as: person })).toEqual(first);
  });

  it('comes to one effect when twenty of them come at once', async () => {
    const given = input(aList(5), uuidv7());
    const before = await counts();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(given)));
    expect(new Set(answers.map(({ data, errors }) => JSON.stringify([data, errors]))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
    expect(answers[0]?.data.createClients.createdCount).toBe(5);
    const after = await counts();
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([5, 5, 1, 1]);
  });

  it('without a key is another request', async () => {
    const given = input(aList(2), null);
    expect((await create(given)).data.createClients.createdCount).toBe(2);
    expect((await create(given)).data.createClients.createdCount).toBe(0);
  });
});

describe('the same key', () => {
  it('with another input or for another mutation is a conflict, and nothing is done', async () => {
    const idempotencyKey = uuidv7();
    const emails = aList(1);
    await create(input(emails, idempotencyKey));
    const before = await counts();
    const program = await aProgram(app, linde);
    const others = [
      create(input(aList(1), idempotencyKey)),
      create(input(emails, idempotencyKey, { programId: program.id })),
      create(input(emails, idempotencyKey, { invitation: null })),
      app.graphql(INVITE, { input: { clientIds: [uuidv7()], idempotencyKey } }, key),
    ];
    for (const { data, errors } of await Promise.all(others))
      expect([data, errors?.[0]?.extensions]).toEqual([null, { code: 'IDEMPOTENCY_CONFLICT' }]);
    expect(await counts()).toEqual(before);
  });

  it('with twenty different inputs at once lets one through', async () => {
    const idempotencyKey = uuidv7();
    const before = await counts();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create(input(aList(1), idempotencyKey))),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'DONE');
    expect(codes.filter((code) => code === 'DONE')).toHaveLength(1);
    expect(codes.filter((code) => code === 'IDEMPOTENCY_CONFLICT')).toHaveLength(19);
    expect((await counts())[0]).toBe((before[0] ?? 0) + 1);
  });

  it('of another caller is another key', async () => {
    const idempotencyKey = uuidv7();
    const other = await anApiKey(app, owner);
    const colleague = await aStaffMember(app, linde);
    const outside = await anOrganization(app);
    const stranger = await anApiKey(app, await aStaffMember(app, outside));
    for (const as of [key, other, { as: owner }, { as: colleague }])
      expect((await create(input(aList(1), idempotencyKey), as)).data.createClients.createdCount).toBe(1);
    const elsewhere = await create(
      { ...input(aList(1), idempotencyKey), organizationId: outside.id },
      stranger,
    );
    expect(elsewhere.data.createClients.createdCount).toBe(1);
  });

  it('works again after a refusal, which is not remembered', async () => {
    const idempotencyKey = uuidv7();
    const before = await counts();
    for (const emails of ['nonsense', 'more nonsense']) {
      const { data, headers } = await create(input(emails, idempotencyKey));
      expect(data.createClients.errors.length).toBeGreaterThan(0);
      expect(headers.get('idempotent-replayed')).toBeNull();
    }
    const forbidden = await create({ ...input(aList(1), idempotencyKey), organizationId: uuidv7() });
    expect(forbidden.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    expect(await counts()).toEqual(before);
    expect((await create(input(aList(1), idempotencyKey))).data.createClients.createdCount).toBe(1);
  });

  it('has 1 to 255 characters', async () => {
    for (const odd of ['', 'x'.repeat(256)])
      expect((await create(input(aList(1), odd))).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await create(input(aList(1), 'é'.repeat(255)))).errors).toBeUndefined();
  });
});

describe('what is kept', () => {
  it('is told to nobody who may no longer do it', async () => {
    const leaver = await aStaffMember(app, linde, { roles: ['ASSISTANT'] });
    const given = input(aList(1), uuidv7());
    expect((await create(given, { as: leaver })).data.createClients.createdCount).toBe(1);
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [leaver.staffMemberId]);
    const { data, errors } = await create(given, { as: leaver });
    expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'NOT_FOUND']);
  });

  it('says nothing more of a client whom the caller is no longer connected with', async () => {
    const bram = await aStaffMember(app, linde, {
      roles: ['CLINICIAN'],
      permissions: ['clients.inviteOwn'],
    });
    const [left, kept] = [await aClient(app, linde), await aClient(app, linde)];
    const connection = await aConnection(app, bram, left);
    await aConnection(app, bram, kept);
    const ids = [(await anInvitation(app, left)).id, (await anInvitation(app, kept)).id];
    const query = `mutation ($input: InvitationsInput!) { remindInvitations(input: $input) {
      rows { done invitation { id client { email } } } } }`;
    const given = { input: { ids, idempotencyKey: uuidv7() } };
    const seen = (email: string | null, index: number) => ({
      done: true,
      invitation: { id: ids[index], client: { email } },
    });
    const first = await app.ask(query, given, { as: bram });
    expect(first.remindInvitations.rows).toEqual([seen(left.email, 0), seen(kept.email, 1)]);
    await app.sql('DELETE FROM connections WHERE id = ?', [connection.id]);
    const again = await app.ask(query, given, { as: bram });
    expect(again.remindInvitations.rows).toEqual([{ done: true, invitation: null }, seen(kept.email, 1)]);
  });

  it('is nothing of a refusal, but that an address was invited against its wish stays on record', async () => {
    const elsewhere = await anOrganization(app);
    const inviter = await aStaffMember(app, elsewhere);
    const email = `no-${uuidv7()}@example.org`;
    await app.sql('INSERT INTO mail_suppressions (address_hash, scope) VALUES (?, ?)', [
      addressHash(email),
      elsewhere.id,
    ]);
    const invite = (idempotencyKey: string | null) =>
      app.ask(
        'mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { errors { code path } } }',
        {
          input: {
            ...{ organizationId: elsewhere.id, firstName: 'Iris', lastName: 'Mulder', email },
            ...{ roleIds: ['CLINICIAN'], idempotencyKey },
          },
        },
        { as: inviter },
      );
    for (const idempotencyKey of [null, uuidv7()])
      expect(await invite(idempotencyKey)).toEqual({
        inviteStaff: { errors: [{ code: 'SUPPRESSED', path: ['email'] }] },
      });
    await app.services.denials.rest();
    const recorded = await app.sql(
      `SELECT actor_staff_id AS actor FROM audit_entries WHERE organization_id = ? AND action = 'mail.suppressed'`,
      [elsewhere.id],
    );
    expect(recorded).toEqual([{ actor: inviter.staffMemberId }, { actor: inviter.staffMemberId }]);
  });

  it('can be read only by sending the same request again', async () => {
    const given = input(aList(2), `key-${uuidv7()}`);
    const { rows } = (await create(given)).data.createClients;
    const kept = await app.sql<{ outcome: Buffer }>('SELECT * FROM idempotency_keys');
    const text = kept.map((row) => JSON.stringify(row) + row.outcome.toString('latin1')).join();
    for (const secret of [given.idempotencyKey ?? '', rows[0].address, rows[0].client.id])
      expect(text).not.toContain(secret);
  });

  it('is nothing of a request that failed half-way', async () => {
    const given = input(aList(2), uuidv7());
    const before = await counts();
    await app.sql('RENAME TABLE mailings TO mailings_away');
    try {
      expect((await create(given)).errors?.[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      await app.sql('RENAME TABLE mailings_away TO mailings');
    }
    expect(await counts()).toEqual(before);
    expect((await create(given)).data.createClients.createdCount).toBe(2);
  });

  it('goes after two days, and not before a day is over', async () => {
    const emails = aList(1);
    const [recent, old] = [uuidv7(), uuidv7()];
    for (const idempotencyKey of [recent, old]) await create(input(emails, idempotencyKey));
    const kept = await app.sql<{ id: string }>('SELECT id FROM idempotency_keys ORDER BY id DESC LIMIT 2');
    await app.sql('UPDATE idempotency_keys SET created_at = NOW(3) - INTERVAL 25 HOUR WHERE id = ?', [
      kept[1]?.id,
    ]);
    await app.sql('UPDATE idempotency_keys SET created_at = NOW(3) - INTERVAL 49 HOUR WHERE id = ?', [
      kept[0]?.id,
    ]);
    await cleanUp(app.services);
    const replayed = async (idempotencyKey: string) =>
      (await create(input(emails, idempotencyKey))).headers.get('idempotent-replayed');
    expect([await replayed(recent), await replayed(old)]).toEqual(['true', null]);
  });
});
