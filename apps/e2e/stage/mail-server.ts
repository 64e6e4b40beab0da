import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export interface TakenMail {
  /** Every RCPT of the transaction. */
  recipients: string[];
  raw: string;
}

export interface MailServer {
  smtpUrl: string;
  /** `GET ?to=<address or the end of one>` gives what was taken for it; `GET count?to=…` only how much. */
  inboxUrl: string;
  close(): Promise<void>;
}

const NO_SUCH_MAILBOX = 'Requested action not taken: no such mailbox here';

/**
 * A mail server that keeps what it takes. How it treats a recipient stands in the address, so that stories that run side
 * by side do not have to agree on anything: `nobody…@` has no mailbox, `busy…@` is asked to wait the first time, and of a
 * mail to `cut…@` nobody learns whether it was taken.
 * @param delay milliseconds for each mail, for whoever wants to watch
 */
export async function startMailServer(delay = 0): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const waited = new Set<string>();

  function judge(address: string): Error | null {
    if (/^nobody\b/.test(address)) return refusal(550, NO_SUCH_MAILBOX);
    if (/^busy\b/.test(address) && !waited.has(address)) {
      waited.add(address);
      return refusal(450, 'Mailbox busy, try again later');
    }
    return null;
  }

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onRcptTo: ({ address }, _session, done) => done(judge(address)),
    onData: (stream, session, done) => void keep(stream, session).then(() => done(), done),
  });
  // Whoever is ended in the middle of a conversation leaves a broken connection behind.
  smtp.on('error', () => {});

  async function keep(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await text(stream);
    if (delay > 0) await sleep(delay);
    if (session.envelope.rcptTo.some(({ address }) => /^cut\b/.test(address))) cut(session);
    taken.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), raw });
  }

  /** The library offers no way to cut a connection. */
  function cut({ id }: SMTPServerSession): void {
    const { connections } = smtp as unknown as {
      connections: Set<{ session?: { id: string }; _socket: Socket }>;
    };
    for (const { session, _socket } of connections) if (session?.id === id) _socket.destroy();
  }

  const inbox = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://inbox');
    const to = searchParams.get('to') ?? '';
    const found = taken.filter(({ recipients }) => recipients.some((address) => address.endsWith(to)));
    // Closed each time: of a connection that is kept, the asker does not see in time that it has ended.
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(pathname === '/count' ? found.length : found));
  });

  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  await new Promise<void>((resolve) => inbox.listen(0, '127.0.0.1', () => resolve()));
  const portOf = (address: unknown) => (address as AddressInfo).port;
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server.address())}`,
    inboxUrl: `http://127.0.0.1:${portOf(inbox.address())}/`,
    async close() {
      inbox.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => inbox.close(() => resolve())),
      ]);
    },
  };
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
