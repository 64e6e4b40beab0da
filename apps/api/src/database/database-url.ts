import { readFileSync } from 'node:fs';

interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: {
    readonly rejectUnauthorized: boolean;
    readonly verifyIdentity: boolean;
    readonly ca?: Buffer;
  };
}

/** The names that MySQL's own programs, and the addresses that hosting companies hand out, have for it. */
const SSL_MODES = {
  DISABLED: undefined,
  REQUIRED: { rejectUnauthorized: false, verifyIdentity: false },
  VERIFY_CA: { rejectUnauthorized: true, verifyIdentity: false },
  VERIFY_IDENTITY: { rejectUnauthorized: true, verifyIdentity: true },
};

/** What is wrong with the address, for the person who set it; what is in it may be secret and is not repeated. */
export class BadDatabaseUrl extends Error {}

export function readDatabaseUrl(text: string): DatabaseAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^(mysql|mariadb):$/.test(url.protocol) || !url.hostname)
    throw new BadDatabaseUrl('must look like mysql://user:password@host:3306/database');
  const database = decode(url.pathname.slice(1));
  if (!database) throw new BadDatabaseUrl('must end with the name of the database: …@host:3306/database');
  const ssl = readSsl(url.searchParams);
  return {
    // An address of IPv6 stands in brackets in a URL, and nowhere else.
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 3306),
    user: decode(url.username),
    password: decode(url.password),
    database,
    ...(ssl && { ssl }),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new BadDatabaseUrl('write a % in user, password or path as %25');
  }
}

/** Whatever is not understood is refused: somebody believed that it makes the connection safe. */
function readSsl(parameters: URLSearchParams): DatabaseAddress['ssl'] {
  for (const name of parameters.keys())
    if (name !== 'ssl-mode' && name !== 'ssl-ca')
      throw new BadDatabaseUrl(`knows ?ssl-mode= and &ssl-ca=, not ${name}`);
  const path = parameters.get('ssl-ca');
  const mode = (parameters.get('ssl-mode') ?? (path === null ? 'DISABLED' : 'VERIFY_IDENTITY')).toUpperCase();
  if (!isMode(mode)) throw new BadDatabaseUrl(`ssl-mode must be one of ${Object.keys(SSL_MODES).join(', ')}`);
  const ssl = SSL_MODES[mode];
  if (path === null) return ssl;
  if (!ssl?.rejectUnauthorized)
    throw new BadDatabaseUrl('ssl-ca goes with ssl-mode=VERIFY_CA or VERIFY_IDENTITY');
  try {
    return { ...ssl, ca: readFileSync(path) };
  } catch (error) {
    throw new BadDatabaseUrl(`ssl-ca cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function isMode(mode: string): mode is keyof typeof SSL_MODES {
  return Object.hasOwn(SSL_MODES, mode);
}
