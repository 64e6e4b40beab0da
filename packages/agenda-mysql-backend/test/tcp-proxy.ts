import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** Stands between a pool and the server, so that a test can take the server away and give it back. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  /** Looks at what the client sends; `true` cuts the line after the server has received it, before it answers. */
  cutAfter: ((sent: Buffer) => boolean) | undefined;

  private constructor(
    private readonly target: URL,
    private port = 0,
  ) {}

  static async before(url: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(url));
    await proxy.up();
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  up(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server = createServer((client) => this.join(client)).once('error', reject);
      this.server.listen(this.port, '127.0.0.1', () => {
        const address = this.server?.address();
        this.port = typeof address === 'object' && address ? address.port : this.port;
        resolve();
      });
    });
  }

  /** Cuts every line; new ones are refused until `up()`. */
  down(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server?.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    return closed;
  }

  private join(client: Socket): void {
    const server = createConnection(Number(this.target.port || 3306), this.target.hostname);
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          this.sockets.delete(socket);
          client.destroy();
          server.destroy();
        });
    }
    let cutting = false;
    client.on('data', (sent) => {
      cutting ||= this.cutAfter?.(sent) ?? false;
      server.write(sent);
    });
    // The first sign of an answer shows that the statement took effect; the client never sees it.
    server.on('data', (answer) => (cutting ? client.destroy() : client.write(answer)));
  }
}
