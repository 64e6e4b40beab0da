import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anApiKey, anOrganization, aStaffMember, type BuiltStaffMember } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { createLog } from '../../log.js';

const ORIGIN = 'https://voordeur.example';
const SCANNER = {
  'user-agent': 'Mozilla/5.0 (compatible; SafeLinks)',
  purpose: 'prefetch',
  'sec-purpose': 'prefetch',
};
const PASSWORD = 'correct horse battery';

let app: App;
let inbox: SmtpInbox;
let staff: BuiltStaffMember;
const lines: string[] = [];

beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({
    smtpUrl: inbox.url,
    jobs: true,
    // Behind a proxy, whose word is taken for where a request comes from, and for nothing else.
    config: { publicUrl: ORIGIN, trustedProxies: 1 },
    log: createLog({ logLevel: 'debug' }, { write: (line) => void lines.push(line) }),
  });
});
afterAll(async () => {
  await app?.close();
  await inbox?.close();
});
beforeEach(async () => {
  staff = await aStaffMember(app, await anOrganization(app));
  inbox.received.length = 0;
});

const INVITE = `mutation ($input: CreateClientsInput!) {
  createClients(input: $input) { rows { client { id invitation { id } } } errors { code } }
}`;
const CHANGE = (name: string) =>
  `mutation ($input: InvitationsInput!) { change: ${name}(input: $input) { rows { done code } errors { code } } }`;
const UPDATE = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { linkReplaced errors { code } } }`;
const OFFER_ANEW = `mutation ($input: InviteClientsInput!) { inviteClients(input: $input) { rows { invited code } errors { code } } }`;
const PREVIEW = `query ($token: String!) { invitationPreview(token: $token) { state email } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { membership { id } errors { code message path } }
}`;

async function invite(email: string) {
  const { createClients } = await app.ask(
    INVITE,
    { input: { organizationId: staff.organizationId, emails: email, invitation: {} } },
    { as: staff },
  );
  const { client } = createClients.rows[0];
  return { clientId: client.id as string, invitationId: client.invitation.id as string };
}

/** The links of the mail that arrives next at an address, of which it has got `before` already. */
async function linksOf(email: string, before = 0): Promise<string[]> {
  for (const deadline = Date.now() + 20_000; inbox.to(email).length <= before; ) {
    if (Date.now() > deadline) throw new Error(`no mail for ${email}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [mail] = await inbox.parsed(inbox.to(email).slice(-1));
  const inHtml = [...(mail?.html ?? '').matchAll(/(?:href|src|action|background)="([^"]+)"/g)].map(
    ([, link = '']) => link.replaceAll('&amp;', '&'),
  );
  return [...new Set([...inHtml, ...((mail?.text ?? '').match(/https?:\/\/[^\s<>)]+/g) ?? [])])];
}

const tokenIn = (links: string[]) => links.flatMap((link) => /#(inv_.{64})$/.exec(link)?.[1] ?? [])[0] ?? '';
const stateOf = async (token: string) => (await app.ask(PREVIEW, { token })).invitationPreview.state;

/** With any header, also those that fetch keeps to itself. */
function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(app.url + path, { method, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

async function everything(): Promise<string> {
  const tables = ['invitations', 'invitation_events', 'clients', 'users', 'accounts', 'sessions', 'mails'];
  return JSON.stringify(
    await Promise.all(tables.map((table) => app.sql(`SELECT * FROM ${table} ORDER BY id`))),
  );
}

it('is signed by the organization where a partner app sent it, whatever the app’s key is called', async () => {
  const { headers } = await anApiKey(app, staff, { name: 'Planner (test)' });
  const input = { organizationId: staff.organizationId, emails: 'by.key@x.example', invitation: {} };
  await app.ask(INVITE, { input }, { headers });
  const token = tokenIn(await linksOf('by.key@x.example'));
  const { invitationPreview } = await app.ask(
    'query ($token: String!) { invitationPreview(token: $token) { state inviterName organization { name } } }',
    { token },
  );
  const { name } = invitationPreview.organization;
  expect(invitationPreview).toMatchObject({ state: 'OPEN', inviterName: null });
  const [mail] = await inbox.parsed(inbox.to('by.key@x.example'));
  expect(mail?.text).toContain(`Kind regards,\n${name}\n`);
  expect(`${mail?.text}${mail?.html}`).not.toContain('Planner');
  const { messagePreview } = await app.ask(
    'query ($input: MessagePreviewInput!) { messagePreview(input: $input) { text } }',
    {
      input: {
        organizationId: staff.organizationId,
        emails: 'by.key@x.example',
        recipient: 'FIRST',
        message: { subject: 'Hello', body: 'Greetings from {{StaffName}}', buttonText: 'Come in' },
      },
    },
    { headers },
  );
  expect(messagePreview.text).toContain(`Greetings from ${name}`);
});

describe('the link in the mail', () => {
  it('is of our own origin, whatever the request that sent it said of its host', async () => {
    const body = JSON.stringify({
      query: INVITE,
      variables: {
        input: { organizationId: staff.organizationId, emails: 'host@x.example', invitation: {} },
      },
    });
    const status = await send(
      'POST',
      '/graphql',
      {
        'content-type': 'application/json',
        cookie: await app.cookieOf(staff),
        host: 'evil.example',
        'x-forwarded-for': '203.0.113.7',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        'x-forwarded-port': '81',
        'x-original-url': 'https://evil.example/',
        forwarded: 'host=evil.example;proto=http',
      },
      body,
    );
    expect(status).toBe(200);
    const links = await linksOf('host@x.example');
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link.startsWith(`${ORIGIN}/`), link).toBe(true);
    expect(inbox.to('host@x.example')[0]?.raw).not.toContain('evil.example');
  });

  it('is used up by no scanner that looks, runs the page or sends its form, and works for the person after', async () => {
    await invite('scanned@x.example');
    const links = await linksOf('scanned@x.example');
    const token = tokenIn(links);
    await settled('scanned@x.example');
    const before = await everything();
    expect(before).not.toContain(token.slice(4));
    for (const link of links)
      for (const method of ['HEAD', 'GET', 'OPTIONS', 'POST', 'PROPFIND']) {
        const { pathname, search } = new URL(link);
        // Some send along the fragment, and some lose the sign before it.
        for (const path of [
          pathname + search,
          `${pathname}?${token}`,
          `${pathname}/${token}`,
          `${pathname}%23${token}`,
        ])
          await send(method, path, SCANNER);
      }
    for (let look = 0; look < 5; look += 1) expect(await stateOf(token)).toBe('OPEN');
    const asGet = new URLSearchParams({ query: ACCEPT, variables: JSON.stringify({ input: { token } }) });
    await send('GET', `/graphql?${asGet}`, { ...SCANNER, 'content-type': 'application/json' });
    for (const form of [
      {},
      { firstName: '', lastName: '', password: '' },
      { firstName: 'x', lastName: 'x' },
    ]) {
      const { acceptInvitation } = await app.ask(ACCEPT, { input: { token, ...form } }, { headers: SCANNER });
      expect(acceptInvitation.membership).toBeNull();
    }
    expect(await everything()).toBe(before);

    const { acceptInvitation } = await app.ask(ACCEPT, {
      input: { token, firstName: 'Ada', lastName: 'Bos', password: PASSWORD },
    });
    expect(acceptInvitation.errors).toEqual([]);
    expect(await stateOf(token)).toBe('USED');
  });

  it('of every earlier mail works as long as the address stays, and is as unknown as any once it was corrected', async () => {
    const { clientId, invitationId } = await invite('first@x.example');
    const first = tokenIn(await linksOf('first@x.example'));
    for (const [index, change] of ['remindInvitations', 'resendInvitations'].entries()) {
      await settled('first@x.example');
      const answer = await app.ask(CHANGE(change), { input: { ids: [invitationId] } }, { as: staff });
      expect(answer.change.rows).toEqual([{ done: true, code: null }]);
      await linksOf('first@x.example', index + 1);
      expect(await stateOf(first)).toBe('OPEN');
    }
    await settled('first@x.example');
    const { updateClient } = await app.ask(
      UPDATE,
      { input: { id: clientId, email: 'second@x.example' } },
      { as: staff },
    );
    expect(updateClient).toEqual({ linkReplaced: true, errors: [] });
    const answersTo = async (token: string) => [
      await app.ask(PREVIEW, { token }),
      await app.ask(ACCEPT, { input: { token, firstName: 'A', lastName: 'B', password: PASSWORD } }),
    ];
    const never = await answersTo(`inv_${'A'.repeat(64)}`);
    expect(await answersTo(first)).toEqual(never);

    await app.ask(OFFER_ANEW, { input: { clientIds: [clientId] } }, { as: staff });
    const second = tokenIn(await linksOf('second@x.example'));
    expect(await answersTo(first)).toEqual(never);
    expect(await stateOf(second)).toBe('OPEN');
    expect(inbox.to('first@x.example')).toHaveLength(3);
  });

  it('is opened by nothing that the database holds', async () => {
    await invite('dumped@x.example');
    const token = tokenIn(await linksOf('dumped@x.example'));
    const columns = await app.sql(
      `SELECT table_name AS \`table\`, column_name AS name FROM information_schema.columns
        WHERE table_schema = DATABASE() AND data_type IN ('char', 'varchar', 'text', 'mediumtext', 'longtext', 'varbinary')`,
    );
    const held = new Set<string>();
    for (const { table, name } of columns)
      for (const { value } of await app.sql(
        `SELECT DISTINCT CAST(\`${name}\` AS CHAR) AS value FROM \`${table}\` WHERE CHAR_LENGTH(\`${name}\`) > 5 LIMIT 200`,
      ))
        held.add(value);
    expect(held.size).toBeGreaterThan(100);
    for (const value of held)
      for (const given of [value, `inv_${value}`]) {
        expect(value).not.toContain(token.slice(4));
        expect([value, await stateOf(given)]).toEqual([value, 'UNKNOWN']);
      }
    expect(await stateOf(token)).toBe('OPEN');
  }, 60_000);

  it('is nowhere in the log, nor is a password, a session or the address it went to', async () => {
    const { clientId } = await invite('logged@x.example');
    const token = tokenIn(await linksOf('logged@x.example'));
    await send('GET', `/portal/invitation?token=${token}`, SCANNER);
    await send('POST', '/graphql', { 'content-type': 'application/json' }, `{"query":"{ ${token} }"`);
    await app.graphql(`{ invitationPreview(token: "${token}") { nothing } }`);
    await app.graphql(ACCEPT, { input: { token, firstName: 'Ada', lastName: 'Bos', password: 'too short' } });
    const stranger = await aStaffMember(app, await anOrganization(app));
    await app.graphql(UPDATE, { input: { id: clientId, email: 'other@x.example' } }, { as: stranger });
    await app.graphql(ACCEPT, { input: { token, firstName: 'Ada', lastName: 'Bos', password: PASSWORD } });
    // Something that fails within, with all of it at hand.
    await app.sql('ALTER TABLE invitations RENAME COLUMN generation TO generation_');
    await app.graphql(PREVIEW, { token });
    await app.graphql(ACCEPT, { input: { token, password: PASSWORD } });
    await app.sql('ALTER TABLE invitations RENAME COLUMN generation_ TO generation');

    const log = lines.join('');
    expect(log).toContain('refused');
    expect(log).toContain('an operation failed');
    const session =
      decodeURIComponent(await app.cookieOf(staff))
        .split('=')[1]
        ?.slice(0, 20) ?? '';
    expect(session).not.toBe('');
    for (const secret of [token, token.slice(4, 40), PASSWORD, 'too short', session, 'logged@x.example'])
      expect(log).not.toContain(secret);
  });
});

/** The mail is on record as sent, so that the next action is possible and nothing changes by itself any more. */
async function settled(email: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    const waiting = await app.sql(
      `SELECT id FROM mails WHERE recipient = ? AND state IN ('QUEUED', 'SENDING')`,
      [email],
    );
    if (waiting.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the mail to ${email} is not settled`);
}
