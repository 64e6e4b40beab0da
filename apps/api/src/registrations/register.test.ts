import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aRegistration,
  aStaffMember,
  aUser,
  type BuiltOrganization,
} from '../../test/builders.js';
import { type App, type CallOptions, startApp } from '../../test/harness.js';
import { mailsTo } from '../../test/outbox.js';
import { invitationToken } from '../invitations/invitation-token.js';

let app: App;
let count = 0;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PASSWORD = 'a password of mine';
const newAddress = () => `new-${++count}@example.com`;
const open = () => anOrganization(app, { registrationMode: 'OPEN' });
const withApproval = () => anOrganization(app, { registrationMode: 'WITH_APPROVAL' });

const REQUEST = `mutation ($input: RequestRegistrationInput!) {
  requestRegistration(input: $input) { requested errors { code path } } }`;
const PREVIEW = `query ($token: String!) { registrationPreview(token: $token) {
  state email registrationMode userExists mailboxUnproven signedInAsOther signedInAsSelf organization { name } } }`;
const COMPLETE = `mutation ($input: CompleteRegistrationInput!) {
  completeRegistration(input: $input) { waiting membership { id organization { slug } } errors { code path } } }`;

const request = async (organization: { slug: string }, email: string, on = app) =>
  (await on.ask(REQUEST, { input: { slug: organization.slug, email } })).requestRegistration;
const preview = async (token: string, call?: CallOptions) =>
  (await app.ask(PREVIEW, { token }, call)).registrationPreview;
const complete = async (token: string, more: object = {}, call?: CallOptions) =>
  (
    await app.ask(
      COMPLETE,
      { input: { token, firstName: 'Vera', lastName: 'Willems', password: PASSWORD, ...more } },
      call,
    )
  ).completeRegistration;
const refused = (code: string) => ({
  waiting: false,
  membership: null,
  errors: [{ code, path: ['token'] }],
});

async function linkFor(organization: BuiltOrganization, email: string): Promise<string> {
  expect(await request(organization, email)).toEqual({ requested: true, errors: [] });
  const mail = (await mailsTo(app, email)).at(-1);
  expect(mail?.url.href).toMatch(/^http:\/\/anteroom\.test\/portal\/registration#reg_[\w-]{64}$/);
  return mail?.token ?? '';
}
const kindsTo = async (email: string) => (await mailsTo(app, email)).map(({ kind }) => kind);
const clientsOf = (organization: { id: string }) =>
  app.sql('SELECT * FROM clients WHERE organization_id = ? ORDER BY number', [organization.id]);
/** As if a quarter of an hour had passed since the last mail. */
const later = (organization: { id: string }) =>
  app.sql('UPDATE registrations SET mailed_at = mailed_at - INTERVAL 15 MINUTE WHERE organization_id = ?', [
    organization.id,
  ]);
const setMode = (organization: { id: string }, mode: string) =>
  app.sql('UPDATE organizations SET registration_mode = ? WHERE id = ?', [mode, organization.id]);

describe('an organization that is open', () => {
  it('takes on whoever proves their mailbox, with the next number and a session', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, ` ${email.toUpperCase()} `.trim().toLowerCase());
    expect(await preview(token)).toEqual({
      state: 'OPEN',
      email,
      registrationMode: 'OPEN',
      userExists: false,
      mailboxUnproven: false,
      signedInAsOther: null,
      signedInAsSelf: false,
      organization: { name: organization.name },
    });
    const answer = await app.graphql(COMPLETE, {
      input: { token, firstName: 'Vera', lastName: 'Willems', password: PASSWORD },
    });
    expect(answer.data.completeRegistration).toMatchObject({
      waiting: false,
      membership: { organization: { slug: organization.slug } },
      errors: [],
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const { viewer } = await app.ask(
      '{ viewer { email clientMemberships { id } } }',
      {},
      { headers: { cookie } },
    );
    expect(viewer).toMatchObject({ email, clientMemberships: [{}] });
    expect(await clientsOf(organization)).toMatchObject([
      { number: 'C-0001', email, first_name: 'Vera', last_name: 'Willems', status: 'ACTIVE' },
    ]);
    expect(
      await app.sql(
        `SELECT action, actor_kind FROM audit_entries
          WHERE organization_id = ? AND action LIKE 'registration.%' ORDER BY at, id`,
        [organization.id],
      ),
    ).toEqual([
      { action: 'registration.mailed', actor_kind: 'RECIPIENT' },
      { action: 'registration.completed', actor_kind: 'RECIPIENT' },
    ]);
    expect(await preview(token)).toMatchObject({ state: 'USED', email: null });
  });

  it('lets somebody who has a user sign in first, and no one else', async () => {
    const organization = await open();
    const [user, other] = [await aUser(app), await aUser(app)];
    const token = await linkFor(organization, user.email);
    expect(await kindsTo(user.email)).toEqual(['REGISTRATION_SIGN_IN']);
    expect(await preview(token, { as: other })).toMatchObject({
      userExists: true,
      signedInAsOther: other.email,
    });
    expect(await complete(token)).toEqual(refused('SIGN_IN_REQUIRED'));
    expect(await complete(token, {}, { as: other })).toEqual(refused('WRONG_USER'));
    expect(await clientsOf(organization)).toEqual([]);
    expect(await complete(token, {}, { as: user })).toMatchObject({ membership: {}, errors: [] });
    expect(await clientsOf(organization)).toMatchObject([{ user_id: user.userId, status: 'ACTIVE' }]);
  });

  it('does not let in a user who has never proven the mailbox', async () => {
    const organization = await open();
    const user = await aUser(app, { verified: false });
    const token = await linkFor(organization, user.email);
    expect(await preview(token)).toMatchObject({ userExists: true, mailboxUnproven: true });
    expect(await complete(token, {}, { as: user })).toEqual(refused('EMAIL_NOT_VERIFIED'));
    expect(await clientsOf(organization)).toEqual([]);
  });

  it('gives the record on file to whoever proves its address, and settles the open invitation with it', async () => {
    const organization = await open();
    const client = await aClient(app, organization, { firstName: null, lastName: null });
    const invitation = await anInvitation(app, client);
    const token = await linkFor(organization, client.email ?? '');
    expect(await complete(token)).toMatchObject({ membership: { id: client.id } });
    expect(await clientsOf(organization)).toMatchObject([
      { id: client.id, number: client.number, status: 'ACTIVE', first_name: 'Vera' },
    ]);
    const [settled] = await app.sql('SELECT status, next_reminder_at FROM invitations WHERE id = ?', [
      invitation.id,
    ]);
    expect(settled).toEqual({ status: 'ACCEPTED', next_reminder_at: null });
    const { invitationPreview } = await app.ask(
      'query ($token: String!) { invitationPreview(token: $token) { state } }',
      { token: invitationToken(app.services.config.tokenKeys, invitation.id, 1) },
    );
    expect(invitationPreview).toEqual({ state: 'USED' });
  });

  it('leaves to staff whom they have withdrawn an invitation from', async () => {
    const organization = await open();
    const client = await aClient(app, organization);
    await anInvitation(app, client, { status: 'WITHDRAWN' });
    expect(await complete(await linkFor(organization, client.email ?? ''))).toMatchObject({
      waiting: true,
      membership: null,
    });
    expect(await clientsOf(organization)).toMatchObject([{ status: 'INVITE_WITHDRAWN', user_id: null }]);
  });

  it('makes one client of fifty simultaneous completions', async () => {
    const organization = await open();
    const user = await aUser(app);
    const token = await linkFor(organization, user.email);
    await app.cookieOf(user);
    const answers = await Promise.all(Array.from({ length: 50 }, () => complete(token, {}, { as: user })));
    const clients = await clientsOf(organization);
    expect(clients).toHaveLength(1);
    for (const answer of answers)
      expect(answer).toMatchObject({ errors: [], membership: { id: clients[0].id } });
    const done = await app.sql(
      `SELECT action FROM audit_entries WHERE organization_id = ? AND action = 'registration.completed'`,
      [organization.id],
    );
    expect(done).toEqual([{ action: 'registration.completed' }]);
    expect(
      await app.sql('SELECT next_number FROM client_number_sequences WHERE organization_id = ?', [
        organization.id,
      ]),
    ).toEqual([{ next_number: 2 }]);
  });

  it('makes one user and one client of a form that is sent several times', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, email);
    const answers = await Promise.all(Array.from({ length: 4 }, () => complete(token)));
    expect(await clientsOf(organization)).toHaveLength(1);
    expect(await app.sql('SELECT id FROM users WHERE email = ?', [email])).toHaveLength(1);
    // Whoever came second proves by the same password that they are the same; those in between are sent to sign in.
    const codes = answers.flatMap((answer) => answer.errors.map(({ code }: { code: string }) => code));
    expect(codes.filter((code) => code !== 'SIGN_IN_REQUIRED')).toEqual([]);
    expect(await complete(token)).toMatchObject({ errors: [], membership: {} });
    expect(await complete(token, { password: 'another password' })).toEqual(refused('LINK_USED'));
  });
});

describe('an organization that wants to be asked', () => {
  it('gets a request that shows its maker nothing', async () => {
    const organization = await withApproval();
    const email = newAddress();
    const token = await linkFor(organization, email);
    expect(await complete(token)).toEqual({ waiting: true, membership: null, errors: [] });
    expect(await clientsOf(organization)).toEqual([]);
    const [{ id: userId }] = await app.sql('SELECT id FROM users WHERE email = ?', [email]);
    const { viewer } = await app.ask(
      '{ viewer { clientMemberships { id } staffMemberships { id } registrations { organization { slug } } } }',
      {},
      { as: { userId } },
    );
    expect(viewer).toEqual({
      clientMemberships: [],
      staffMemberships: [],
      registrations: [{ organization: { slug: organization.slug } }],
    });
    await later(organization);
    await request(organization, email);
    expect(await kindsTo(email)).toEqual(['REGISTRATION', 'REGISTRATION_WAITING']);
  });

  it('has said yes already to whom it has invited, but not to whom it only has on file', async () => {
    const organization = await withApproval();
    const [onFile, invited, ofOneDismissed] = [
      await aClient(app, organization),
      await aClient(app, organization),
      await aClient(app, organization),
    ];
    await anInvitation(app, invited);
    const dismissed = await aStaffMember(app, organization);
    await anInvitation(app, ofOneDismissed, { sentBy: dismissed });
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [dismissed.staffMemberId]);
    expect(await complete(await linkFor(organization, onFile.email ?? ''))).toMatchObject({ waiting: true });
    expect(await complete(await linkFor(organization, invited.email ?? ''))).toMatchObject({
      waiting: false,
      membership: { id: invited.id },
    });
    expect(await complete(await linkFor(organization, ofOneDismissed.email ?? ''))).toMatchObject({
      waiting: true,
    });
  });
});

describe('how an organization stands at the moment of completing', () => {
  it('is what counts, not how it stood when the mail left', async () => {
    const organization = await open();
    const [first, second] = [newAddress(), newAddress()];
    const tokens = [await linkFor(organization, first), await linkFor(organization, second)];
    await setMode(organization, 'INVITATION_ONLY');
    expect(await preview(tokens[0] ?? '')).toMatchObject({ state: 'CLOSED', email: null });
    expect(await complete(tokens[0] ?? '')).toEqual(refused('REGISTRATION_CLOSED'));
    await setMode(organization, 'WITH_APPROVAL');
    expect(await complete(tokens[0] ?? '')).toMatchObject({ waiting: true });
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [organization.id]);
    expect(await preview(tokens[1] ?? '')).toMatchObject({ state: 'UNKNOWN', organization: null });
    expect(await complete(tokens[1] ?? '')).toEqual(refused('LINK_UNKNOWN'));
    expect(await request(organization, newAddress())).toEqual({
      requested: false,
      errors: [{ code: 'NOT_FOUND', path: ['slug'] }],
    });
    expect(await app.ask(`{ publicOrganization(slug: "${organization.slug}") { description } }`)).toEqual({
      publicOrganization: null,
    });
  });

  it('by invitation only: sends nobody a mail, and says so to everybody alike', async () => {
    const organization = await anOrganization(app);
    const client = await aClient(app, organization);
    for (const email of [newAddress(), client.email ?? ''])
      expect(await request(organization, email)).toEqual({
        requested: false,
        errors: [{ code: 'REGISTRATION_CLOSED', path: ['slug'] }],
      });
    await app.services.later.rest();
    expect(await app.sql('SELECT id FROM mails WHERE organization_id = ?', [organization.id])).toEqual([]);
    const { publicOrganization } = await app.ask(
      `{ publicOrganization(slug: "${organization.slug}") { registrationMode organization { name phone } } }`,
    );
    expect(publicOrganization).toMatchObject({ registrationMode: 'INVITATION_ONLY', organization: {} });
  });
});

describe('the mail', () => {
  it('tells the owner of the mailbox, and only them, how they stand', async () => {
    const organization = await open();
    const client = await aUser(app);
    await aClient(app, organization, { user: client, email: client.email });
    const former = await aUser(app);
    const { id } = await aClient(app, organization, { user: former, email: former.email });
    await app.sql(`UPDATE clients SET status = 'DEACTIVATED', deactivated_at = NOW(3) WHERE id = ?`, [id]);
    for (const { email } of [client, former])
      expect(await request(organization, email)).toEqual({ requested: true, errors: [] });
    expect(await kindsTo(client.email)).toEqual(['REGISTRATION_KNOWN']);
    expect(await kindsTo(former.email)).toEqual(['REGISTRATION_BY_PHONE']);
    for (const { email } of [client, former])
      for (const { token } of await mailsTo(app, email)) expect(token).toBe('');
  });

  it('comes once in five minutes, with a link that goes on working until it has served', async () => {
    const organization = await open();
    const email = newAddress();
    const first = await linkFor(organization, email);
    await Promise.all([1, 2, 3].map(() => request(organization, email)));
    expect(await kindsTo(email)).toHaveLength(1);
    await later(organization);
    expect(await linkFor(organization, email)).toBe(first);
    expect(await complete(first)).toMatchObject({ errors: [] });
    const [{ id }] = await clientsOf(organization);
    await app.sql('DELETE FROM client_search_terms WHERE client_id = ?', [id]);
    await app.sql('UPDATE registrations SET client_id = NULL WHERE client_id = ?', [id]);
    await app.sql('DELETE FROM clients WHERE id = ?', [id]);
    await later(organization);
    const second = await linkFor(organization, email);
    expect(second).not.toBe(first);
    expect(await preview(first)).toMatchObject({ state: 'UNKNOWN' });
  });

  it('comes ten times a day at most, whichever organizations are asked', async () => {
    const email = newAddress();
    for (let index = 0; index < 11; index += 1) await request(await open(), email);
    await app.services.later.rest();
    expect(await kindsTo(email)).toHaveLength(10);
  });

  it('leads to our own origin whatever the request says of its host', async () => {
    const organization = await open();
    const email = newAddress();
    await app.ask(
      REQUEST,
      { input: { slug: organization.slug, email } },
      { headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' } },
    );
    expect((await mailsTo(app, email)).map(({ url }) => url.origin)).toEqual(['http://anteroom.test']);
  });

  it('goes to the stored bytes: a look-alike of a known address is somebody else', async () => {
    const organization = await open();
    const client = await aUser(app, { email: 'istanbul@example.com' });
    await aClient(app, organization, { user: client, email: client.email });
    for (const email of ['ıstanbul@example.com', 'istanbul@exämple.com', 'ISTANBUL@example.com'])
      await request(organization, email);
    await app.services.later.rest();
    const mails = await app.sql('SELECT recipient, kind FROM mails WHERE organization_id = ?', [
      organization.id,
    ]);
    for (const { recipient, kind } of mails)
      expect([recipient, kind === 'REGISTRATION_KNOWN']).toEqual([recipient, recipient === client.email]);
    expect(mails.filter(({ recipient }) => recipient === client.email)).toHaveLength(1);
  });

  it.each(['', 'nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', '"a b"@x.example'])(
    'never goes to %j',
    async (email) => {
      const organization = await open();
      expect(await request(organization, email)).toEqual({
        requested: false,
        errors: [{ code: 'BAD_ADDRESS', path: ['email'] }],
      });
    },
  );
});

describe('a link', () => {
  it('is refused with any part of it changed, and with the token of anything else', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, email);
    const client = await aClient(app, organization);
    const invitation = await anInvitation(app, client);
    const flipped = (at: number) =>
      token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    for (const wrong of [
      flipped(4),
      flipped(30),
      flipped(66),
      token.slice(0, -1),
      `${token} `,
      token.toUpperCase(),
      token.replace('reg_', 'inv_'),
      invitationToken(app.services.config.tokenKeys, invitation.id, 1),
      invitationToken(app.services.config.tokenKeys, invitation.id, 1).replace('inv_', 'reg_'),
    ])
      expect(await complete(wrong)).toEqual(refused('LINK_UNKNOWN'));
    const { invitationPreview } = await app.ask(
      'query ($token: String!) { invitationPreview(token: $token) { state } }',
      { token: token.replace('reg_', 'inv_') },
    );
    expect(invitationPreview).toEqual({ state: 'UNKNOWN' });
    expect(await clientsOf(organization)).toHaveLength(1);
    for (const _ of [1, 2, 3]) await preview(token);
    expect(await complete(token)).toMatchObject({ errors: [] });
  });

  it('ends after 48 hours by the clock of the database', async () => {
    const organization = await open();
    const token = await linkFor(organization, newAddress());
    const end = (offset: string) =>
      app.sql(`UPDATE registrations SET expires_at = NOW(3) ${offset} WHERE organization_id = ?`, [
        organization.id,
      ]);
    await end('- INTERVAL 1000 MICROSECOND');
    expect(await preview(token)).toMatchObject({ state: 'EXPIRED', email: null });
    expect(await complete(token)).toEqual(refused('LINK_EXPIRED'));
    await end('+ INTERVAL 47 HOUR');
    expect(await complete(token)).toMatchObject({ errors: [] });
  });

  it('is not in the database', async () => {
    const organization = await open();
    const email = newAddress();
    const token = await linkFor(organization, email);
    const rows = await app.sql('SELECT * FROM registrations WHERE email = ?', [email]);
    const mails = await app.sql('SELECT * FROM mails WHERE recipient = ?', [email]);
    expect(JSON.stringify([rows, mails])).not.toContain(token.slice(-43));
    for (const value of [rows[0].id, mails[0].payload, `reg_${rows[0].id}`])
      expect(await complete(value)).toEqual(refused('LINK_UNKNOWN'));
  });

  it('keeps working from an address that is stopped for guessing', async () => {
    const strict = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const organization = await open();
      const token = await linkFor(organization, newAddress());
      const guesses = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          strict.graphql(PREVIEW, { token: `reg_${String(index).padStart(64, 'A')}` }),
        ),
      );
      const codes = guesses.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'ANSWERED');
      expect(codes.filter((code) => code === 'ANSWERED')).toHaveLength(20);
      expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(10);
      expect((await strict.ask(PREVIEW, { token })).registrationPreview).toMatchObject({ state: 'OPEN' });
    } finally {
      await strict.close();
    }
  });
});

describe('whoever asks again and again', () => {
  it('is stopped by network address, whatever it claims to be forwarded for', async () => {
    const strict = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const organization = await open();
      const answers = [];
      for (let attempt = 0; attempt < 7; attempt += 1)
        answers.push(
          await strict.graphql(
            REQUEST,
            { input: { slug: organization.slug, email: newAddress() } },
            { headers: { 'x-forwarded-for': `198.51.100.${attempt}` } },
          ),
        );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
      await strict.services.later.rest();
      const mails = await app.sql('SELECT id FROM mails WHERE organization_id = ?', [organization.id]);
      expect(mails).toHaveLength(5);
    } finally {
      await strict.close();
    }
  });

  it('fills no mailbox across organizations, and makes no organization write to the whole world', async () => {
    const strict = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const { limits, later: afterwards } = strict.services;
      const [one, other] = [await open(), await open()];
      const email = newAddress();
      expect(limits.registrations.take(`to:${email}`, 5)).toBe(0);
      for (const organization of [one, other])
        expect(await request(organization, email, strict)).toEqual({ requested: true, errors: [] });
      await afterwards.rest();
      expect(await kindsTo(email)).toEqual([]);
      expect(limits.registrationsOfOrganization.take(one.id, 99)).toBe(0);
      const { errors } = await strict.graphql(REQUEST, { input: { slug: one.slug, email: newAddress() } });
      expect(errors?.[0]?.extensions?.code).toBe('TOO_MANY_REQUESTS');
      expect(await request(other, newAddress(), strict)).toEqual({ requested: true, errors: [] });
    } finally {
      await strict.close();
    }
  });
});

describe('whether an address is known', () => {
  it('shows neither in the answer nor in the time it takes', async () => {
    const organization = await withApproval();
    const client = await aUser(app);
    await aClient(app, organization, { user: client, email: client.email });
    const waiting = await aRegistration(app, organization);
    const samples = { unknown: [] as number[], client: [] as number[], waiting: [] as number[] };
    const arms = Object.keys(samples) as (keyof typeof samples)[];
    const answers = new Set<string>();
    for (let round = 0; round < 110; round += 1)
      for (let turn = 0; turn < arms.length; turn += 1) {
        const arm = arms[(round + turn) % arms.length] ?? 'unknown';
        const email = { unknown: newAddress(), client: client.email, waiting: waiting.email }[arm];
        const began = performance.now();
        const { status, data } = await app.graphql(REQUEST, { input: { slug: organization.slug, email } });
        if (round >= 10) samples[arm].push(performance.now() - began);
        answers.add(`${status} ${JSON.stringify(data)}`);
        // What goes on afterwards must not slow the next request of the other arm.
        await app.services.later.rest();
      }
    expect([...answers]).toEqual(['200 {"requestRegistration":{"requested":true,"errors":[]}}']);
    const medians = arms.map((arm) => median(samples[arm]));
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(5);
  });
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
