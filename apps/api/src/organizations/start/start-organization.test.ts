import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aUser } from '../../../test/builders.js';
import { type App, type CallOptions, startApp } from '../../../test/harness.js';
import { heldUp } from '../../../test/held-up.js';
import { mailsTo } from '../../../test/outbox.js';

let app: App;
let count = 0;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PASSWORD = 'a password of mine';
const newAddress = () => `starter-${++count}@example.com`;
const newSlug = () => `practice-${++count}`;

const REQUEST = `mutation ($input: RequestOrganizationInput!) {
  requestOrganization(input: $input) { requested errors { code path } } }`;
const PREVIEW = `query ($token: String!) { organizationStartPreview(token: $token) {
  state email firstName lastName name proposedSlug userExists mailboxUnproven signedInAsOther signedInAsSelf } }`;
const START = `mutation ($input: StartOrganizationInput!) {
  startOrganization(input: $input) { organization { slug } errors { code path } } }`;
const CREATE = `mutation ($input: CreateOrganizationInput!) {
  createOrganization(input: $input) { organization { slug } errors { code path } } }`;
const MEMBERSHIPS = `{ viewer { email staffMemberships { firstName roles { id } permissions organization { slug language timeZone } } } }`;

const request = async (email: string, more: object = {}) =>
  (
    await app.ask(REQUEST, {
      input: { email, firstName: 'Iris', lastName: 'Mol', name: 'Praktijk Iris', language: 'NL', ...more },
    })
  ).requestOrganization;
const preview = async (token: string, call?: CallOptions) =>
  (await app.ask(PREVIEW, { token }, call)).organizationStartPreview;

const given = (more: object = {}) => ({
  name: 'Praktijk Iris',
  slug: newSlug(),
  language: 'NL',
  timeZone: 'Europe/Amsterdam',
  accentColor: '#2F6F5E',
  ...more,
});
const start = (token: string, more: object = {}, call?: CallOptions) =>
  app.graphql(
    START,
    { input: { ...given(), token, firstName: 'Iris', lastName: 'Mol', password: PASSWORD, ...more } },
    call,
  );
const refused = (code: string, field = 'token') => ({
  organization: null,
  errors: [{ code, path: [field] }],
});

async function linkFor(email: string): Promise<string> {
  expect(await request(email)).toEqual({ requested: true, errors: [] });
  const mail = (await mailsTo(app, email)).at(-1);
  expect(mail?.url.href).toMatch(/^http:\/\/anteroom\.test\/admin\/start\/confirm#org_[\w-]{64}$/);
  return mail?.token ?? '';
}

describe('a practice of one', () => {
  it('begins with a proven mailbox, and its starter may do everything in it', async () => {
    const email = newAddress();
    const token = await linkFor(email);
    expect(await preview(token)).toEqual({
      state: 'OPEN',
      email,
      firstName: 'Iris',
      lastName: 'Mol',
      name: 'Praktijk Iris',
      proposedSlug: 'praktijk-iris',
      userExists: false,
      mailboxUnproven: false,
      signedInAsOther: null,
      signedInAsSelf: false,
    });
    const slug = newSlug();
    const { data, headers } = await start(token, { slug });
    expect(data.startOrganization).toEqual({ organization: { slug }, errors: [] });
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const { viewer } = await app.ask(MEMBERSHIPS, {}, { headers: { cookie } });
    expect(viewer).toMatchObject({
      email,
      staffMemberships: [
        { firstName: 'Iris', organization: { slug, language: 'NL', timeZone: 'Europe/Amsterdam' } },
      ],
    });
    const [membership] = viewer.staffMemberships;
    expect(membership.roles.map(({ id }: { id: string }) => id).sort()).toEqual([
      'ASSISTANT',
      'CLINICIAN',
      'OWNER',
    ]);
    expect(membership.permissions).toContain('organization.own');
    const [{ organization_id: id }] = await app.sql(
      'SELECT organization_id FROM organization_starts WHERE email = ?',
      [email],
    );
    expect(
      await app.sql(
        'SELECT action FROM audit_entries WHERE organization_id = ? AND subject_type = "ORGANIZATION"',
        [id],
      ),
    ).toEqual([{ action: 'organization.created' }]);
    expect(await preview(token)).toMatchObject({ state: 'USED', email: null });
  });

  it('is one, however often the form is sent', async () => {
    const user = await aUser(app);
    const token = await linkFor(user.email);
    const slug = newSlug();
    await app.cookieOf(user);
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(token, { slug }, { as: user })));
    for (const { data } of answers)
      expect(data.startOrganization).toEqual({ organization: { slug }, errors: [] });
    expect(await app.sql('SELECT id FROM staff_members WHERE user_id = ?', [user.userId])).toHaveLength(1);
    expect((await start(token)).data.startOrganization).toEqual(refused('LINK_USED'));
  });

  it('is shown no more to whoever started it and is out', async () => {
    const email = newAddress();
    const token = await linkFor(email);
    expect((await start(token)).data.startOrganization.errors).toEqual([]);
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE email = ?', [email]);
    expect((await start(token)).data.startOrganization).toEqual(refused('LINK_USED'));
  });

  it('has an address of its own: one that is taken is said at the field, and the link still works', async () => {
    const { slug } = await anOrganization(app);
    const email = newAddress();
    const token = await linkFor(email);
    expect((await start(token, { slug })).data.startOrganization).toEqual(refused('TAKEN', 'slug'));
    expect(await app.sql('SELECT id FROM users WHERE email = ?', [email])).toEqual([]);
    await app.sql(
      `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color)
      SELECT UUID(), 'praktijk-iris', name, language, time_zone, accent_color FROM organizations WHERE slug = ?`,
      [slug],
    );
    expect(await preview(token)).toMatchObject({ state: 'OPEN', proposedSlug: 'praktijk-iris-2' });
    const { data } = await start(token, {
      slug: 'De Eik',
      name: ' ',
      timeZone: 'Mars/Phobos',
      accentColor: 'green',
    });
    expect(data.startOrganization.errors).toEqual([
      { code: 'REQUIRED', path: ['name'] },
      { code: 'INVALID', path: ['slug'] },
      { code: 'INVALID', path: ['timeZone'] },
      { code: 'INVALID', path: ['accentColor'] },
    ]);
    expect((await start(token, { password: 'short' })).data.startOrganization).toEqual(
      refused('TOO_SHORT', 'password'),
    );
    expect((await start(token)).data.startOrganization.errors).toEqual([]);
  });

  it('is started with the user one has, who signs in, and whose mailbox is proven', async () => {
    const [user, other, unproven] = [
      await aUser(app),
      await aUser(app),
      await aUser(app, { verified: false }),
    ];
    const token = await linkFor(user.email);
    expect((await mailsTo(app, user.email)).map(({ kind }) => kind)).toEqual(['ORGANIZATION_START_SIGN_IN']);
    expect((await start(token)).data.startOrganization).toEqual(refused('SIGN_IN_REQUIRED'));
    expect((await start(token, {}, { as: other })).data.startOrganization).toEqual(refused('WRONG_USER'));
    expect((await start(token, {}, { as: user })).data.startOrganization.errors).toEqual([]);
    const second = await linkFor(unproven.email);
    expect((await start(second, {}, { as: unproven })).data.startOrganization).toEqual(
      refused('EMAIL_NOT_VERIFIED'),
    );
  });

  it('is not started with a link that has expired, been changed, or is of another kind', async () => {
    const email = newAddress();
    const token = await linkFor(email);
    for (const wrong of [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.replace('org_', 'reg_'),
      '',
    ])
      expect((await start(wrong)).data.startOrganization).toEqual(refused('LINK_UNKNOWN'));
    const { registrationPreview } = await app.ask(
      'query ($token: String!) { registrationPreview(token: $token) { state } }',
      { token: token.replace('org_', 'reg_') },
    );
    expect(registrationPreview).toEqual({ state: 'UNKNOWN' });
    await app.sql('UPDATE organization_starts SET expires_at = NOW(3) WHERE email = ?', [email]);
    expect((await start(token)).data.startOrganization).toEqual(refused('LINK_EXPIRED'));
  });

  it.each([
    ['expired', 'expires_at = NOW(3)', 'LINK_EXPIRED'],
    ['been replaced', 'generation = generation + 1', 'LINK_UNKNOWN'],
  ])(
    'is not started with a link that has %s while the form was on its way',
    async (_what, change, refusal) => {
      const email = newAddress();
      const token = await linkFor(email);
      const { data } = await heldUp(app, {
        hold: `UPDATE organization_starts SET ${change} WHERE email = ?`,
        parameters: [email],
        waiting: 'UPDATE organization_starts SET used_at%',
        request: () => start(token),
      });
      expect(data.startOrganization).toEqual(refused(refusal));
      expect(await app.sql('SELECT id FROM users WHERE email = ?', [email])).toEqual([]);
    },
  );

  it('sends one mail in five minutes, the same answer for every address, and refuses what is none', async () => {
    const email = newAddress();
    await Promise.all([1, 2, 3].map(() => request(email)));
    expect(await mailsTo(app, email)).toHaveLength(1);
    expect(await request('nobody', { firstName: '', name: ' ' })).toEqual({
      requested: false,
      errors: [
        { code: 'REQUIRED', path: ['firstName'] },
        { code: 'BAD_ADDRESS', path: ['email'] },
        { code: 'REQUIRED', path: ['name'] },
      ],
    });
  });
});

describe('another organization', () => {
  it('is made by whoever is signed in with a proven mailbox', async () => {
    const [user, unproven] = [await aUser(app), await aUser(app, { verified: false })];
    const slug = newSlug();
    expect(await app.ask(CREATE, { input: given({ slug }) }, { as: user })).toEqual({
      createOrganization: { organization: { slug }, errors: [] },
    });
    const { viewer } = await app.ask(MEMBERSHIPS, {}, { as: user });
    expect(viewer.staffMemberships).toMatchObject([{ organization: { slug } }]);
    const once = { ...given(), idempotencyKey: 'once' };
    const answers = [];
    for (const _ of [1, 2]) answers.push(await app.ask(CREATE, { input: once }, { as: user }));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0].createOrganization).toEqual({ organization: { slug: once.slug }, errors: [] });
    expect((await app.ask(CREATE, { input: given({ slug }) }, { as: user })).createOrganization).toEqual(
      refused('TAKEN', 'slug'),
    );
    expect((await app.ask(CREATE, { input: given() }, { as: unproven })).createOrganization.errors).toEqual([
      { code: 'EMAIL_NOT_VERIFIED', path: [] },
    ]);
    const { errors } = await app.graphql(CREATE, { input: given() });
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('is not made by the dozen', async () => {
    const strict = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const user = await aUser(app);
      const codes = [];
      for (let index = 0; index < 6; index += 1) {
        const { errors } = await strict.graphql(CREATE, { input: given() }, { as: user });
        codes.push(errors?.[0]?.extensions?.code ?? null);
      }
      expect(codes).toEqual([null, null, null, null, null, 'TOO_MANY_REQUESTS']);
    } finally {
      await strict.close();
    }
  });
});

describe('a system whose organizations are made by whoever runs it', () => {
  it('makes none for anybody else, not even with a link that was mailed before', async () => {
    const token = await linkFor(newAddress());
    const closed = await startApp({
      config: { organizationSignUp: 'closed' },
      databaseUrl: app.services.config.databaseUrl,
    });
    try {
      expect(await closed.ask('{ publicSettings { organizationSignUp } }')).toEqual({
        publicSettings: { organizationSignUp: false },
      });
      const input = { email: newAddress(), firstName: 'A', lastName: 'B', name: 'C', language: 'EN' };
      for (const [query, variables, as] of [
        [REQUEST, { input }, null],
        [START, { input: { ...given(), token, firstName: 'A', lastName: 'B', password: PASSWORD } }, null],
        [CREATE, { input: given() }, await aUser(app)],
      ] as const) {
        const { errors } = await closed.graphql(query, variables, { as });
        expect(errors?.[0]?.extensions?.code).toBe('SIGN_UP_CLOSED');
      }
    } finally {
      await closed.close();
    }
  });
});

describe('whether an address has a user', () => {
  it('shows neither in the answer nor in the time it takes', async () => {
    const known = await aUser(app);
    const samples = { known: [] as number[], unknown: [] as number[] };
    const answers = new Set<string>();
    for (let round = 0; round < 90; round += 1)
      for (const arm of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const email = arm === 'known' ? known.email : newAddress();
        const began = performance.now();
        answers.add(JSON.stringify(await request(email)));
        if (round >= 10) samples[arm].push(performance.now() - began);
        await app.services.later.rest();
      }
    expect([...answers]).toEqual(['{"requested":true,"errors":[]}']);
    expect(Math.abs(median(samples.known) - median(samples.unknown))).toBeLessThan(5);
  });
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
