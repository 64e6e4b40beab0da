import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { SmtpPool } from './smtp-pool.js';

let inbox: SmtpInbox;
let pool: SmtpPool;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
});
afterAll(() => inbox?.close());
beforeEach(() => {
  pool = new SmtpPool(inbox.url, { socket: 1_000 });
});
afterEach(() => {
  pool.close();
  inbox.behave();
  inbox.received.length = 0;
});

const send = (to: string) =>
  pool.send({ from: 'us@example.com', to }, Buffer.from('Subject: Hello\r\n\r\nHello'));

it('uses a connection again', async () => {
  expect(await send('a@example.org')).toMatchObject({ kind: 'sent' });
  expect(await send('b@example.org')).toMatchObject({ kind: 'sent' });
  expect(new Set(inbox.received.map(({ connection }) => connection)).size).toBe(1);
});

// The server ends what is idle: before that is noticed here, and after.
it.each(
  (['politely', 'silently', 'abruptly'] as const).flatMap((how) => [0, 50].map((ms) => [how, ms] as const)),
)('sends at once, and once, over another when the server has ended it %s %d ms ago', async (how, ms) => {
  expect(await send('a@example.org')).toMatchObject({ kind: 'sent' });
  inbox.endConnections(how);
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  const began = performance.now();
  expect(await send('b@example.org')).toMatchObject({ kind: 'sent' });
  expect(performance.now() - began).toBeLessThan(900);
  expect(inbox.to('b@example.org')).toHaveLength(1);
});

it.each([
  ['drops it', 'drop'],
  ['says nothing more', 'hang'],
  ['takes no more mails over it', { reply: 421, words: '4.7.0 Too many mails over one connection' }],
  ['asks for patience', { reply: 451, words: '4.3.2 Enough for this connection' }],
] as const)('sends over another when the server %s at the second mail', async (_, misbehaviour) => {
  const fresh = await SmtpInbox.start();
  pool = new SmtpPool(fresh.url, { socket: 1_000 });
  fresh.misbehave = ({ phase, time }) => (phase === 'mail' && time === 2 ? misbehaviour : undefined);
  expect(await send('a@example.org')).toMatchObject({ kind: 'sent' });
  expect(await send('b@example.org')).toMatchObject({ kind: 'sent' });
  expect(fresh.to('b@example.org')).toHaveLength(1);
  pool.close();
  await fresh.close();
});

it('waits for a server that looks the mail over before it answers, and for no other answer so long', async () => {
  pool = new SmtpPool(inbox.url, { socket: 200, end: 5_000 });
  expect(await send('a@example.org')).toMatchObject({ kind: 'sent' });
  inbox.misbehave = ({ phase }) => {
    inbox.latencyMs = phase === 'taken' ? 600 : 0;
    return undefined;
  };
  expect(await send('b@example.org')).toMatchObject({ kind: 'sent' });
  inbox.misbehave = ({ phase }) => (phase === 'rcpt' ? 'hang' : undefined);
  const began = performance.now();
  expect(await send('c@example.org')).toMatchObject({ kind: 'unavailable' });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(inbox.to('b@example.org')).toHaveLength(1);
});

it('does not send again over another what may have been taken', async () => {
  await send('a@example.org');
  inbox.misbehave = ({ phase }) => (phase === 'taken' ? 'drop' : undefined);
  expect(await send('b@example.org')).toMatchObject({ kind: 'unknown' });
  expect(inbox.to('b@example.org')).toHaveLength(1);
});

describe('of a server that does not let us in', () => {
  let server: SMTPServer;
  let address: string;
  beforeAll(async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) =>
        done(Object.assign(new Error('5.7.8 Wrong password'), { responseCode: 535 })),
    });
    server.on('error', () => {});
    await once(server.listen(0, '127.0.0.1'), 'listening');
    address = `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  it.each([
    ['what it says of the password', 'smtp://us:wrong@', '', '535 5.7.8 Wrong password'],
    ['that it offers no encryption', 'smtp://', '?requireTLS=true', 'STARTTLS'],
  ])('gives back %s', async (_what, scheme, options, words) => {
    pool = new SmtpPool(`${scheme}${address}/${options}`, { connection: 1_000, socket: 1_000 });
    const outcome = await send('a@example.org');
    expect(outcome).toEqual({ kind: 'unavailable', response: expect.stringContaining(words) });
  });
});
