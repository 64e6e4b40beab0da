import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server does instead of what is good manners. */
export type Misbehaviour =
  | { reply: number; words: string }
  /** The connection is cut; in phase `taken` after the mail has been taken, before that is said. */
  | 'drop'
  | 'hang';

/** The point of the conversation: `end` is the final dot with the mail refused, `taken` with the mail kept. */
export type Phase = 'connect' | 'auth' | 'mail' | 'rcpt' | 'end' | 'taken';

export interface Conversation {
  phase: Phase;
  recipient: string;
  /** How often this phase was reached with this recipient, from 1. */
  time: number;
  /** What was sent, at its final dot and after. */
  raw: string;
}

export interface ReceivedMail {
  from: string;
  /** Every RCPT of the transaction. */
  recipients: string[];
  raw: string;
  at: number;
  connection: string;
}

export interface InboxOptions {
  misbehave?: (conversation: Conversation) => Misbehaviour | undefined;
  login?: { user: string; pass: string };
  port?: number;
  /** A server elsewhere takes its time for every answer. */
  latencyMs?: number;
}

type Answer = (error?: Error | null) => void;

/** A mail server on a loopback port that keeps what it takes, and fails where it is told to. */
export class SmtpInbox {
  readonly received: ReceivedMail[] = [];
  misbehave: NonNullable<InboxOptions['misbehave']>;
  latencyMs: number;
  readonly #server: SMTPServer;
  readonly #times = new Map<string, number>();
  readonly #arrivals = new Set<() => void>();
  readonly #login: InboxOptions['login'];

  private constructor({ misbehave = () => undefined, login, latencyMs = 0 }: InboxOptions) {
    this.misbehave = misbehave;
    this.latencyMs = latencyMs;
    this.#login = login;
    this.#server = new SMTPServer({
      authOptional: !login,
      allowInsecureAuth: true,
      disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1,
      onConnect: (session, done) => this.#answer('connect', '', session, done),
      onAuth: (auth, session, done) => {
        const known = auth.username === login?.user && auth.password === login?.pass;
        this.#answer('auth', '', session, (error) =>
          error
            ? done(error)
            : done(known ? null : new Error('no such user'), known ? { user: 'us' } : undefined),
        );
      },
      onMailFrom: (_address, session, done) => this.#answer('mail', '', session, done),
      onRcptTo: ({ address }, session, done) => this.#answer('rcpt', address, session, done),
      onData: async (stream, session, done) => {
        const raw = await text(stream).catch(() => null);
        if (raw === null) return;
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        const kept: Answer = (error) => {
          if (error) return done(error);
          this.received.push({
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            recipients,
            raw,
            at: performance.now(),
            connection: session.id,
          });
          for (const arrived of this.#arrivals) arrived();
          this.#answer('taken', recipients[0] ?? '', session, done, raw);
        };
        this.#answer('end', recipients[0] ?? '', session, kept, raw);
      },
    });
    // A client that is killed leaves broken connections behind.
    this.#server.on('error', () => {});
  }

  static async start(options: InboxOptions = {}): Promise<SmtpInbox> {
    const inbox = new SmtpInbox(options);
    await inbox.listen(options.port ?? 0);
    return inbox;
  }

  /** Fails at a point of the conversation: always, or so many times, or with one recipient only. */
  fail(
    phase: Phase,
    misbehaviour: Misbehaviour,
    { times = Number.POSITIVE_INFINITY, recipient }: { times?: number; recipient?: string } = {},
  ): void {
    this.misbehave = (at) =>
      at.phase === phase && at.time <= times && (!recipient || at.recipient === recipient)
        ? misbehaviour
        : undefined;
  }

  /** Does again what is good manners, at once. */
  behave(): void {
    this.misbehave = () => undefined;
    this.latencyMs = 0;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve());
    });
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    const login = this.#login ? `${this.#login.user}:${this.#login.pass}@` : '';
    return `smtp://${login}127.0.0.1:${this.port}`;
  }

  get openConnections(): number {
    return connectionsOf(this.#server).length;
  }

  to(recipient: string): ReceivedMail[] {
    return this.received.filter(({ recipients }) => recipients.includes(recipient));
  }

  /** The mails, parsed, in the order of arrival. */
  parsed(mails: readonly ReceivedMail[] = this.received): Promise<Email[]> {
    return Promise.all(mails.map(({ raw }) => PostalMime.parse(raw)));
  }

  /** Resolves when so many mails have arrived; fails after a while. */
  async waitFor(count: number, timeoutMs = 15_000): Promise<void> {
    if (this.received.length >= count) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#arrivals.delete(arrived);
        reject(new Error(`${this.received.length} of ${count} mails arrived within ${timeoutMs} ms`));
      }, timeoutMs);
      const arrived = () => {
        if (this.received.length < count) return;
        clearTimeout(timer);
        this.#arrivals.delete(arrived);
        resolve();
      };
      this.#arrivals.add(arrived);
    });
  }

  /** Ends every connection, as a server does with those that say nothing for a while. */
  endConnections(how: 'politely' | 'silently' | 'abruptly'): void {
    for (const { _socket: socket } of connectionsOf(this.#server))
      if (how === 'abruptly') socket.resetAndDestroy();
      else socket.end(how === 'politely' ? '421 4.4.2 Idle for too long\r\n' : '');
  }

  close(): Promise<void> {
    for (const connection of connectionsOf(this.#server)) connection._socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(phase: Phase, recipient: string, session: SMTPServerSession, done: Answer, raw = ''): void {
    const key = `${phase} ${recipient}`;
    const time = (this.#times.get(key) ?? 0) + 1;
    this.#times.set(key, time);
    const misbehaviour = this.misbehave({ phase, recipient, time, raw });
    if (misbehaviour === undefined) {
      if (this.latencyMs > 0) setTimeout(done, this.latencyMs);
      else done();
    } else if (misbehaviour === 'drop') {
      const connection = connectionsOf(this.#server).find((each) => each.session?.id === session.id);
      connection?._socket.destroy();
    } else if (misbehaviour !== 'hang')
      done(Object.assign(new Error(misbehaviour.words), { responseCode: misbehaviour.reply }));
  }
}

interface InternalConnection {
  readonly session?: SMTPServerSession;
  readonly _socket: Socket;
}

/** The library offers no way to cut a connection. */
function connectionsOf(server: SMTPServer): InternalConnection[] {
  return [...(server as unknown as { connections: Set<InternalConnection> }).connections];
}
