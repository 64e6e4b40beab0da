import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aStaffMember, aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const VIEWER = JSON.stringify({ query: '{ viewer { id } }' });

const post = (body: RequestInit['body'], headers: Record<string, string>) =>
  app.fetch('/graphql', { method: 'POST', body, headers });

describe('a request to the API', () => {
  it('with several mutations answers each with what it left', async () => {
    const organization = await anOrganization(app);
    const invitation = await anInvitation(app, await aClient(app, organization));
    const rows = '{ rows { done invitation { status client { status } } } }';
    const { reminded, withdrawn } = await app.ask(
      `mutation ($input: InvitationsInput!) {
        reminded: remindInvitations(input: $input) ${rows} withdrawn: withdrawInvitations(input: $input) ${rows} }`,
      { input: { ids: [invitation.id] } },
      { as: await aStaffMember(app, organization) },
    );
    expect(reminded.rows).toEqual([
      { done: true, invitation: { status: 'PENDING', client: { status: 'INVITE_PENDING' } } },
    ]);
    expect(withdrawn.rows).toEqual([
      { done: true, invitation: { status: 'WITHDRAWN', client: { status: 'INVITE_WITHDRAWN' } } },
    ]);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'query=%7B+viewer+%7B+id+%7D+%7D'],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x--'],
    ['text', 'text/plain', VIEWER],
    ['XML', 'application/xml', '<a/>'],
    ['UTF-7', 'application/json; charset=utf-7', VIEWER],
    ['UTF-16', 'application/json; charset="UTF-16LE"', VIEWER],
    ['IBM500', 'application/json;charset=ibm500', VIEWER],
  ])('as %s is refused with 415', async (_what, contentType, body) => {
    expect((await post(body, { 'content-type': contentType })).status).toBe(415);
  });

  it('that is not UTF-8, or not JSON, is refused', async () => {
    const json = { 'content-type': 'application/json' };
    const latin1 = Buffer.from('{"query":"{ viewer { id } }","variables":{"name":"Zo\u00eb"}}', 'latin1');
    expect((await post(latin1, json)).status).toBe(400);
    expect((await post('{"query":', json)).status).toBe(400);
    expect((await post('[]', json)).status).toBe(400);
    expect((await post('', json)).status).toBe(400);
    expect((await post('"{ viewer { id } }"', json)).status).toBe(400);
  });

  it('that would reach into prototypes is refused', async () => {
    const json = { 'content-type': 'application/json' };
    const hidden = '{"query":"{ viewer { id } }","variables":{"a":[{"__proto__":{"admin":true}}]}}';
    expect((await post(hidden, json)).status).toBe(400);
    expect((await post(hidden.replace('__proto__', '\\u005f_proto__'), json)).status).toBe(400);
    const constructed = '{"query":"{ viewer { id } }","constructor":{"prototype":{"admin":true}}}';
    expect((await post(constructed, json)).status).toBe(400);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('may carry a hundred thousand characters of text, but ten million bytes are a 413 and leave no trace in memory', async () => {
    const json = { 'content-type': 'application/json' };
    const ask = (text: string) =>
      JSON.stringify({
        query: 'query ($slug: String) { organization(slug: $slug) { id } }',
        variables: { slug: text },
      });
    expect((await post(ask('x'.repeat(100_000)), json)).status).toBe(200);

    const before = process.memoryUsage.rss();
    const answers: (number | null | undefined)[] = [];
    for (let round = 0; round < 20; round += 1) answers.push(await sendMuch(10_000_000));
    expect(new Set(answers)).toEqual(new Set([413]));
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  it('of ten million bytes is answered, also to who reads nothing before all of it is sent', async () => {
    for (const length of ['Content-Length: 10000000', 'Transfer-Encoding: chunked'])
      expect(await sendBeforeReading(length)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('as GET does nothing, whatever it asks', async () => {
    const mutation = encodeURIComponent(
      'mutation { updateViewer(input: { language: NL }) { errors { code } } }',
    );
    for (const method of ['GET', 'HEAD'])
      expect((await app.fetch(`/graphql?query=${mutation}`, { method })).status).toBe(405);
    for (const method of ['PUT', 'DELETE', 'OPTIONS'])
      expect((await app.fetch(`/graphql?query=${mutation}`, { method })).status).toBe(404);
  });

  it('in a browser leads to the documentation of the API', async () => {
    const opened = await app.fetch('/graphql', {
      headers: { accept: 'text/html,application/xhtml+xml,*/*' },
    });
    expect([opened.status, opened.headers.get('location')]).toEqual([302, '/explorer/']);
  });

  it('from the page of another site is refused, session or not', async () => {
    const user = await aUser(app);
    const cookie = await app.cookieOf(user);
    const headers = { 'content-type': 'application/json', cookie };
    for (const origin of [
      'https://evil.example',
      'null',
      'http://anteroom.test.evil.example',
      'http://anteroom.test:81',
    ])
      expect((await post(VIEWER, { ...headers, origin })).status).toBe(403);
    expect((await post(VIEWER, { ...headers, origin: 'http://anteroom.test' })).status).toBe(200);
    expect((await post(VIEWER, headers)).status).toBe(200);
  });

  it('with a Host that is none is refused, and a forged one changes nothing', async () => {
    expect(await statusWithHost('[')).toBe(400);
    expect(await statusWithHost('evil.example')).toBe(200);
  });
});

describe('every answer', () => {
  it.each(['/healthz', '/graphql', '/api/auth/get-session', '/portal/invitation', '/nothing'])(
    'of %s forbids framing, guessing of types, referrers and caching',
    async (path) => {
      const { headers } = await app.fetch(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("script-src 'self';");
    },
  );

  it('of production says nothing of the schema, of our code or of what might have been meant', async () => {
    const production = await startApp({ config: { production: true } });
    try {
      const introspection = await production.graphql('{ __schema { types { name } } }');
      expect(introspection.status).toBe(400);
      expect(introspection.data ?? null).toBeNull();
      expect(introspection.errors?.[0]?.message).toContain('the schema is read at /explorer/');
      expect(JSON.stringify(introspection.errors)).not.toMatch(/apollo/i);
      expect((await production.graphql('{ __type(name: "Query") { name } }')).status).toBe(400);

      const typos = [
        await production.graphql('{ viewr { id } }'),
        await production.graphql('{ viewer { emial } }'),
        await production.graphql('mutation { updateViewer(input: { langage: NL }) { errors { code } } }'),
        await production.graphql('mutation { updateViewer(input: { language: NLL }) { errors { code } } }'),
        await production.graphql(
          'mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) { errors { code } } }',
          { input: { langage: 'NL' } },
        ),
      ];
      for (const { errors } of typos) {
        const text = JSON.stringify(errors);
        expect(text).not.toMatch(/did you mean/i);
        expect(text).not.toMatch(/stack|node_modules|\.ts:|\.js:/);
      }
    } finally {
      await production.close();
    }
  });

  it('to a failure inside says only that it happened', async () => {
    const broken = await startApp();
    try {
      const user = await aUser(broken);
      const cookie = await broken.cookieOf(user);
      await broken.sql('ALTER TABLE users DROP COLUMN language, RENAME COLUMN image TO picture');
      const { errors } = await broken.graphql(
        'mutation { updateViewer(input: { language: NL }) { errors { code } } }',
        {},
        { headers: { cookie } },
      );
      expect(errors).toEqual([
        {
          message: 'Something went wrong',
          locations: expect.anything(),
          path: ['updateViewer'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ]);
    } finally {
      await broken.close();
    }
  });
});

function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${app.url}/graphql`,
      { method: 'POST', headers: { host, 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.once('error', reject);
    sent.end(VIEWER);
  });
}

/** Without saying how much it will be. The status of the answer; null where the connection was closed upon us before we had read it. */
function sendMuch(bytes: number): Promise<number | null | undefined> {
  return new Promise((resolve) => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let left = bytes;
    const sent = request(
      `${app.url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        left = 0;
        resolve(response.statusCode);
        sent.destroy();
      },
    );
    sent.on('error', () => resolve(null));
    const write = () => {
      while (left > 0) {
        left -= chunk.length;
        if (!sent.write(chunk)) {
          sent.once('drain', write);
          return;
        }
      }
      sent.end();
    };
    write();
  });
}

/** As many a client does: the answer to the request, however long it waits; or the error that came in its place. */
function sendBeforeReading(length: string): Promise<string> {
  const { hostname, port } = new URL(app.url);
  const body = Buffer.alloc(10_000_000, 'x');
  const chunk = length.startsWith('Transfer');
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.pause();
    socket.on('error', (error) => resolve(String(error)));
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: anteroom.test\r\nContent-Type: application/json\r\n${length}\r\n\r\n`,
    );
    if (chunk) socket.write(`${body.length.toString(16)}\r\n`);
    socket.write(body);
    socket.write(chunk ? '\r\n0\r\n\r\n' : '', () => {
      socket.once('data', (bytes) => {
        socket.destroy();
        resolve(String(bytes));
      });
      socket.resume();
    });
  });
}
