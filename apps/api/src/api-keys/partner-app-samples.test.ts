import { execFile } from 'node:child_process';
import { access, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApiKey, anOrganization, aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { SmtpInbox } from '../../test/smtp-inbox.js';
import type { Permission } from '../staff/permissions.js';

const PAGE = new URL('../../../../docs/partner-apps.md', import.meta.url);
/** What the dialog of the SPA has ticked when it opens. */
const USUAL: Permission[] = [
  'clients.read',
  'clients.create',
  'clients.invite',
  'invitations.read',
  'programs.read',
];

let app: App;
let inbox: SmtpInbox;
let folder: string;
let samples: Record<string, string>;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ jobs: true, smtpUrl: inbox.url, limited: true });
  folder = await mkdtemp(join(tmpdir(), 'anteroom-samples-'));
  await writeFile(
    join(folder, 'addresses.txt'),
    `${Array.from({ length: 200 }, (_, index) => `client-${index}@example.com`).join('\n')}\n`,
  );
  samples = samplesIn(await readFile(PAGE, 'utf8'));
});
afterAll(async () => {
  await app.close();
  await inbox.close();
  await rm(folder, { recursive: true });
});

function samplesIn(page: string): Record<string, string> {
  return Object.fromEntries(
    [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => [language, code]),
  );
}

async function anApp() {
  const organization = await anOrganization(app);
  const key = await anApiKey(app, await aStaffMember(app, organization), { permissions: USUAL });
  const became = async () => {
    const [row] = await app.sql<Record<string, string>>(
      `SELECT (SELECT COUNT(*) FROM clients WHERE organization_id = ? AND status = 'INVITE_PENDING') AS invited,
              (SELECT COUNT(*) FROM mailings WHERE organization_id = ?) AS mailings,
              (SELECT COUNT(*) FROM mails WHERE organization_id = ?) AS mails`,
      [organization.id, organization.id, organization.id],
    );
    return Object.fromEntries(Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]));
  };
  return { key, organization, became };
}

async function run(program: string, args: string[], env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: folder,
    env: { PATH: `${process.env.PATH}${delimiter}${folder}`, ...env },
    timeout: 60_000,
  });
  return stdout;
}

describe('the samples for partner apps', () => {
  it('with curl invite two hundred clients, and sent again nobody twice', async () => {
    await provideCurl();
    await writeFile(join(folder, 'invite.sh'), samples.sh ?? '');
    const { key, organization, became } = await anApp();
    const env = { ANTEROOM: app.url, KEY: key.secret };
    const once = await run('sh', ['-e', 'invite.sh'], env);
    expect(once).toContain(organization.id);
    expect(once).toContain('"createdCount":200');
    expect(once).toContain('"errors":[]');
    expect(await became()).toEqual({ invited: 200, mailings: 1, mails: 200 });
    const again = await run('sh', ['-e', 'invite.sh'], env);
    expect(again).toContain('"createdCount":200');
    expect(again).toContain('"replayed":["createClients"]');
    expect(await became()).toEqual({ invited: 200, mailings: 1, mails: 200 });
  }, 30_000);

  it('in TypeScript invite them to the last mail, though the answer to the invitations gets lost', async () => {
    await writeFile(join(folder, 'invite.mts'), samples.ts ?? '');
    const { key, became } = await anApp();
    const network = await losingTheFirstAnswerTo('createClients', app.url);
    try {
      const said = await run(process.execPath, ['invite.mts'], { ANTEROOM: network.url, KEY: key.secret });
      expect(network.lost()).toBe(1);
      expect(said).toMatch(/200 of 200 taken by the mail server, 0 came back\n$/);
      expect(said).not.toContain('was not invited');
    } finally {
      network.server.close();
    }
    expect(await became()).toEqual({ invited: 200, mailings: 1, mails: 200 });
  }, 30_000);
});

/** Passes everything on, but tears the connection instead of handing back the first answer to an operation. */
async function losingTheFirstAnswerTo(
  operation: string,
  origin: string,
): Promise<{ url: string; server: Server; lost: () => number }> {
  let lost = 0;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { authorization = '' } = request.headers;
    const answer = await fetch(`${origin}${request.url}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });
    const said = await answer.text();
    if (body.includes(operation) && lost === 0) {
      lost += 1;
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, lost: () => lost };
}

/** A machine may come without curl: then a program of that name sends what these very options say. */
async function provideCurl(): Promise<void> {
  const there = await Promise.all(
    (process.env.PATH ?? '').split(delimiter).map((place) =>
      access(join(place, 'curl')).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (there.includes(true)) return;
  const file = join(folder, 'curl');
  await writeFile(
    file,
    `#!${process.execPath}
const [, , ...args] = process.argv;
const all = (option) => args.flatMap((arg, at) => (args[at - 1] === option ? [arg] : []));
const headers = Object.fromEntries(all('-H').map((header) => header.split(': ')));
fetch(args.find((arg) => arg.startsWith('http')), { method: 'POST', headers, body: all('-d')[0] })
  .then((answer) => answer.text())
  .then((said) => process.stdout.write(said));
`,
  );
  await chmod(file, 0o755);
}
