import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A mail server that takes everything as fast as it can be sent, and knows when it took how many. */
export class SmtpSink {
  readonly #server: Server;
  readonly #arrivals: number[] = [];
  #waiting: { count: number; resolve: (at: number) => void } | undefined;

  private constructor() {
    this.#server = createServer((socket) => converse(socket, () => this.#take()));
  }

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get count(): number {
    return this.#arrivals.length;
  }

  reset(): void {
    this.#arrivals.length = 0;
  }

  /** The moment, as of performance.now(), at which so many had been taken since the reset. */
  reached(count: number): Promise<number> {
    const at = this.#arrivals[count - 1];
    if (at !== undefined) return Promise.resolve(at);
    return new Promise((resolve) => {
      this.#waiting = { count, resolve };
    });
  }

  close(): void {
    this.#server.close();
  }

  #take(): void {
    const at = performance.now();
    this.#arrivals.push(at);
    if (this.#waiting && this.#arrivals.length >= this.#waiting.count) {
      this.#waiting.resolve(at);
      this.#waiting = undefined;
    }
  }
}

const END = Buffer.from('\r\n.\r\n');

function converse(socket: Socket, take: () => void): void {
  let pending = Buffer.alloc(0);
  let inData = false;
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.write('220 sink\r\n');
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let replies = '';
    for (;;) {
      const end = pending.indexOf(inData ? END : '\r\n');
      if (end < 0) break;
      if (inData) {
        pending = pending.subarray(end + END.length);
        inData = false;
        take();
        replies += '250 2.0.0 taken\r\n';
        continue;
      }
      const command = pending.toString('latin1', 0, Math.min(end, 4)).toUpperCase();
      pending = pending.subarray(end + 2);
      if (command === 'EHLO') replies += '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';
      else if (command === 'DATA') {
        inData = true;
        replies += '354 go on\r\n';
      } else if (command === 'QUIT') {
        socket.end('221 bye\r\n');
        return;
      } else replies += '250 ok\r\n';
    }
    if (replies) socket.write(replies);
  });
}
