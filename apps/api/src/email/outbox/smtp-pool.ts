import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer/lib/errors';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** What the conversation with the mail server came to. */
export type SendOutcome =
  /** The server has taken the mail. */
  | { kind: 'sent'; response: string }
  /** The server refused this mail for good (5xx). */
  | { kind: 'refused'; response: string; statusCode: number }
  /** The server asked to try this mail again later (4xx); `early`: before it was told for whom the mail is. */
  | { kind: 'deferred'; response: string; statusCode: number; early?: boolean }
  /** No fault of this mail: no connection, no TLS, no log-in, or the server is closing (421). Others would fare no better. */
  | { kind: 'unavailable'; response: string }
  /** The connection broke after the mail's data began: it may have been taken. */
  | { kind: 'unknown'; response: string }
  /** The caller no longer wanted it to leave when the server was ready to take it. */
  | { kind: 'withheld'; response: string };

export interface Envelope {
  from: string;
  /** One bare address. */
  to: string;
}

const CONNECTION_TIMEOUT = 15_000;
const SOCKET_TIMEOUT = 60_000;
/**
 * What RFC 5321 asks for after the last dot. A server that looks for viruses answers late, and delivers: whoever has given up by
 * then has it deliver the next copy as well.
 */
const END_TIMEOUT = 10 * 60_000;
/** Connections that nobody uses are given back: many servers allow only a few. */
const IDLE_TIMEOUT = 10_000;

export interface SmtpTimeouts {
  connection?: number;
  socket?: number;
  /** From when the mail's data begins. */
  end?: number;
}

/**
 * Connections to one mail server, kept open between mails. Nodemailer's own pool sends again by itself and reports "never
 * began" and "taken, then cut" alike; what may be tried again is decided by how far the conversation came, so it is followed
 * here.
 */
export class SmtpPool {
  readonly #url: URL;
  readonly #idle: SMTPConnection[] = [];
  readonly #timeouts: SmtpTimeouts;
  #closed = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(smtpUrl: string, timeouts: SmtpTimeouts = {}) {
    this.#url = new URL(smtpUrl);
    this.#timeouts = timeouts;
  }

  /** `mayLeave` is asked at the last moment at which the mail can still be held back: the server has said that it is ready. */
  async send(
    envelope: Envelope,
    message: Buffer,
    mayLeave: () => boolean = () => true,
  ): Promise<SendOutcome> {
    const kept = this.#idle.pop();
    if (kept) {
      const outcome = await this.#sendOver(kept, envelope, message, mayLeave);
      // The server may have closed a connection that was idle, or take no more over it; that says nothing about a fresh one.
      const ofConnection = outcome.kind === 'unavailable' || (outcome.kind === 'deferred' && outcome.early);
      if (!ofConnection) return outcome;
    }
    try {
      return await this.#sendOver(await this.#connect(), envelope, message, mayLeave);
    } catch (error) {
      return { kind: 'unavailable', response: responseOf(error as NodemailerError) };
    }
  }

  async #sendOver(
    connection: SMTPConnection,
    envelope: Envelope,
    message: Buffer,
    mayLeave: () => boolean,
  ): Promise<SendOutcome> {
    const patience = (waiting: 'mail' | 'end') => {
      const { socket = SOCKET_TIMEOUT, end = END_TIMEOUT } = this.#timeouts;
      if (connection._socket) connection._socket.setTimeout(waiting === 'end' ? end : socket);
    };
    const outcome = await converse(connection, envelope, message, () => {
      const leaves = mayLeave();
      if (leaves) patience('end');
      return leaves;
    });
    patience('mail');
    if (outcome.kind === 'sent' && !this.#closed) this.#keep(connection);
    // After a refusal the session's state is the server's guess; a new one costs little.
    else connection.close();
    return outcome;
  }

  close(): void {
    this.#closed = true;
    this.#quitIdle();
  }

  #keep(connection: SMTPConnection): void {
    this.#idle.push(connection);
    if (this.#idleTimer) this.#idleTimer.refresh();
    else this.#idleTimer = setTimeout(() => this.#quitIdle(), IDLE_TIMEOUT).unref();
  }

  #quitIdle(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
    for (const connection of this.#idle.splice(0)) connection.quit();
  }

  #forget(connection: SMTPConnection): void {
    const index = this.#idle.indexOf(connection);
    if (index >= 0) this.#idle.splice(index, 1);
  }

  #connect(): Promise<SMTPConnection> {
    const url = this.#url;
    const connection = new SMTPConnection({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
      secure: url.protocol === 'smtps:',
      requireTLS: url.searchParams.get('requireTLS') === 'true',
      connectionTimeout: this.#timeouts.connection ?? CONNECTION_TIMEOUT,
      greetingTimeout: this.#timeouts.connection ?? CONNECTION_TIMEOUT,
      socketTimeout: this.#timeouts.socket ?? SOCKET_TIMEOUT,
      logger: false,
    });
    return new Promise((resolve, reject) => {
      // Stays for the connection's life: an idle connection that breaks must not end the process.
      connection.on('error', (error: Error) => {
        this.#forget(connection);
        reject(error);
      });
      connection.once('end', () => {
        this.#forget(connection);
        reject(new Error('the mail server closed the connection'));
      });
      connection.connect((error) => {
        if (error) return reject(error);
        if (!url.username) return resolve(connection);
        const credentials = {
          user: decodeURIComponent(url.username),
          pass: decodeURIComponent(url.password),
        };
        connection.login({ ...credentials, credentials }, (refused) => {
          if (!refused) return resolve(connection);
          // Before closing, which would say no more than that it was closed.
          reject(refused);
          connection.close();
        });
      });
    });
  }
}

function converse(
  connection: SMTPConnection,
  envelope: Envelope,
  message: Buffer,
  mayLeave: () => boolean,
): Promise<SendOutcome> {
  let dataBegan = false;
  return new Promise((resolve) => {
    // The library asks for the stream only once the server has answered DATA with 354.
    const body = new Readable({
      read() {
        if (!dataBegan && !mayLeave()) {
          resolve({ kind: 'withheld', response: '' });
          // Without the final dot the server has nothing to deliver.
          connection.close();
          return;
        }
        dataBegan = true;
        this.push(message);
        this.push(null);
      },
    });
    const broken = (error?: Error) =>
      resolve({
        kind: dataBegan ? 'unknown' : 'unavailable',
        response: error?.message ?? 'the connection was closed',
      });
    connection.once('error', broken);
    connection.once('end', broken);
    connection.send({ from: envelope.from, to: [envelope.to], use8BitMime: true }, body, (error, info) => {
      connection.off('error', broken);
      connection.off('end', broken);
      resolve(error ? failure(error, dataBegan) : { kind: 'sent', response: info?.response ?? '' });
    });
  });
}

function failure(error: NodemailerError, dataBegan: boolean): SendOutcome {
  const response = responseOf(error);
  const statusCode = error.responseCode ?? 0;
  // A sender that is refused is refused for every mail: a fault of the settings, not of this recipient.
  if (statusCode === 421 || (statusCode >= 500 && error.command === 'MAIL FROM'))
    return { kind: 'unavailable', response };
  if (statusCode >= 500 && error.command !== 'CONN') return { kind: 'refused', response, statusCode };
  if (statusCode >= 400 && error.command !== 'CONN')
    return { kind: 'deferred', response, statusCode, early: error.command === 'MAIL FROM' };
  // An address that cannot be written into the envelope never reached the server.
  if (error.code === 'EENVELOPE' && error.command === 'API')
    return { kind: 'refused', response, statusCode: 553 };
  return dataBegan ? { kind: 'unknown', response } : { kind: 'unavailable', response };
}

function responseOf(error: NodemailerError): string {
  // Where encryption was refused, the server's words alone do not say that it was asked for.
  const words = error.code === 'ETLS' ? error.message : error.response || error.message;
  return String(words).slice(0, 1000);
}
