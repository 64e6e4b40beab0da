// @vitest-environment node

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failureOf } from '../frame/submission';
import { PATIENCE_MS } from '../frame/timely-fetch';
import { signIn } from './auth-requests';

let server: Server | undefined;

async function answering(status: number, body: string): Promise<void> {
  const started = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  server = started;
  reach(`http://127.0.0.1:${(started.address() as AddressInfo).port}`);
}

/** The browser resolves the portal's relative addresses against its own origin; Node has none. */
function reach(origin: string): void {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => nodeFetch(new URL(path, origin), init));
}
const nodeFetch = globalThis.fetch;

afterEach(() => {
  vi.unstubAllGlobals();
  server?.close();
  server = undefined;
});

describe('what signing in can come to', () => {
  const cases: [string, number, string, Awaited<ReturnType<typeof signIn>>][] = [
    ['it works', 200, '{"token":"t"}', { ok: true }],
    [
      'wrong password',
      401,
      '{"code":"INVALID_EMAIL_OR_PASSWORD"}',
      { ok: false, refusal: 'wrong-credentials' },
    ],
    [
      'mailbox never proven',
      403,
      '{"code":"EMAIL_NOT_VERIFIED"}',
      { ok: false, refusal: 'unproven-mailbox' },
    ],
    ['tried too often', 429, '{"message":"Too many requests."}', { ok: false, failure: 'tooMany' }],
    ['server restarting', 502, '<html>Bad gateway</html>', { ok: false, failure: 'network' }],
    ['server broken', 500, 'oops', { ok: false, failure: 'unexpected' }],
    ['a refusal we do not know', 400, '{"code":"NEW_IN_NEXT_RELEASE"}', { ok: false, failure: 'unexpected' }],
  ];
  it.each(cases)('%s', async (_case, status, body, answer) => {
    await answering(status, body);
    expect(await signIn('a@x.org', 'secret')).toEqual(answer);
  });

  it('no answer at all is a connection that fails, not a wait without end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    server = createServer(() => {});
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    reach(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const waiting = signIn('a@x.org', 'secret').catch((reason: unknown) => failureOf(reason));
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await waiting).toBe('network');
    vi.useRealTimers();
    server.closeAllConnections();
  });

  it('a connection that fails is told from a server that fails', async () => {
    await answering(200, '{}');
    server?.close();
    server?.closeAllConnections();
    const error = await signIn('a@x.org', 'secret').catch((reason: unknown) => reason);
    expect(failureOf(error)).toBe('network');
  });
});
