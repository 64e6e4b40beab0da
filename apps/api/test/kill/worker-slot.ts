import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../src/config.js';
import { type ReceivedMail, SmtpInbox } from '../smtp-inbox.js';
import type { InviteOrder } from './worker.js';

/** Milliseconds that the mail servers take for each answer, so that a claim lasts as long as it does in real life. */
export const LATENCY = 8;

/** A worker process and a mail server that only it talks to, so that it is known who sent what. */
export class WorkerSlot {
  readonly inbox: SmtpInbox;
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  #ready: Promise<unknown>;

  private constructor(file: string, config: Config, inbox: SmtpInbox) {
    this.inbox = inbox;
    this.#child = fork(file, [JSON.stringify({ ...config, smtpUrl: inbox.url })], {
      execArgv: ['--enable-source-maps'],
      env: { ...process.env, NODE_COMPILE_CACHE: `${file}.cache` },
    });
    this.#exit = once(this.#child, 'exit');
    this.#ready = Promise.race([
      once(this.#child, 'message'),
      this.#exit.then(() => Promise.reject(new Error('a worker ended before it was ready'))),
    ]);
    // Whoever needs it ready hears of it; a spare one that is never used does not matter.
    this.#ready.catch(() => {});
  }

  static async start(file: string, config: Config): Promise<WorkerSlot> {
    return new WorkerSlot(file, config, await SmtpInbox.start({ latencyMs: LATENCY }));
  }

  async ready(): Promise<this> {
    await this.#ready;
    return this;
  }

  /** Resolves when the transaction is over, or the worker. */
  async invite(order: InviteOrder): Promise<void> {
    const done = new Promise<void>((resolve) => {
      const hear = (message: unknown) => {
        if ((message as { invited?: string }).invited !== order.sending.mailingId) return;
        this.#child.off('message', hear);
        resolve();
      };
      this.#child.on('message', hear);
    });
    this.#child.send(order);
    await Promise.race([done, this.#exit]);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Resolves when the process has gone and everything it had written to its connections has been read. */
  async ended(): Promise<readonly ReceivedMail[]> {
    await this.#exit;
    while (this.inbox.openConnections > 0) await pause(2);
    return this.inbox.received;
  }

  async close(): Promise<void> {
    this.kill();
    await this.#exit;
    await this.inbox.close();
  }
}
