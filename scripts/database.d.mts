export interface StartOptions {
  /** Where the server keeps its data. A throw-away server makes a folder of its own in here (or in the system's). */
  dir?: string;
  /** A free loopback port is chosen without it. */
  port?: number;
  /** Tuned for speed, and its data goes when it is stopped or when this process ends in any way. */
  throwaway?: boolean;
  /** mariadbd or mysqld; found, or installed, without it. */
  binary?: string;
  /** Told what takes long. */
  say?: (line: string) => void;
}

export interface Database {
  /** mysql://user:password@127.0.0.1:port/anteroom; the user may create databases and users. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Of the server process; 0 while it is down. */
  readonly pid: number;
  /** Ends the server for good; the data of a throw-away one is gone afterwards. */
  stop(): Promise<void>;
  /** SIGKILL, as in a crash. The data stays until stop(); restart() brings the server back. */
  kill(): Promise<void>;
  /** Shuts the server down if it is up, and brings it up on the same port with the same data. */
  restart(): Promise<void>;
  onExit(listener: (outcome: { code: number | null; signal: string | null; error?: string }) => void): void;
}

export function startDatabase(options?: StartOptions): Promise<Database>;

/** The server named by TEST_DATABASE_URL, which stop() leaves alone, or else a throw-away one. */
export function provideTestDatabase(options?: {
  say?: (line: string) => void;
}): Promise<Pick<Database, 'url' | 'stop'>>;
