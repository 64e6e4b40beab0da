import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anApiKey,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
} from '../../../test/builders.js';
import { type App, type Person, startApp } from '../../../test/harness.js';
import { readCsv } from '../../exports/csv.js';
import type { Permission } from '../../staff/permissions.js';

let app: App;
let organization: BuiltOrganization;
let owner: BuiltStaffMember;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  organization = await anOrganization(app);
  owner = await aStaffMember(app, organization);
});

const download = async (as: Person | null, query = '') =>
  app.fetch(`/export/clients.csv?organization=${organization.slug}${query}`, {
    headers: as ? { cookie: await app.cookieOf(as) } : {},
  });

async function exported(as: Person, query = ''): Promise<Record<string, string>[]> {
  const response = await download(as, query);
  expect(response.status).toBe(200);
  const lines: string[][] = [];
  for await (const line of readCsv(pieceOf(await response.text()))) lines.push(line);
  const [header = [], ...rest] = lines;
  return rest.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ''])));
}

async function* pieceOf(text: string) {
  yield text;
}

const numbers = (rows: Record<string, string>[]) => rows.map(({ number }) => number);

/** SQL: the numbers from 0 to 9. */
const TENS = `(${[...Array(10).keys()].map((n) => `SELECT ${n} AS n`).join(' UNION ALL ')})`;

it('has every client of the organization, by name, and nobody of another', async () => {
  const program = await aProgram(app, organization, { name: 'Sleep; better' });
  await aClient(app, organization, {
    firstName: 'Zoë',
    lastName: '=Zed',
    number: 'C-2',
    program,
  });
  await aClient(app, organization, { firstName: 'Ada', lastName: 'Abel', number: 'C-1', email: 'ada@x.org' });
  await aClient(app, await anOrganization(app), { number: 'C-3' });
  const rows = await exported(owner);
  expect(rows).toMatchObject([
    { number: 'C-2', firstName: 'Zoë', lastName: '=Zed', programs: 'Sleep; better' },
    { number: 'C-1', firstName: 'Ada', email: 'ada@x.org', status: 'NOT_INVITED', programs: '' },
  ]);
  const text = await (await download(owner)).arrayBuffer();
  expect(Buffer.from(text).subarray(0, 3).toString('hex')).toBe('efbbbf');
  expect(Buffer.from(text).toString()).toContain(`C-2,'=Zed,`);
});

it('has those whom the filter of the list finds', async () => {
  const program = await aProgram(app, organization);
  await aClient(app, organization, { number: 'C-1', lastName: 'Visser', program });
  await aClient(app, organization, { number: 'C-2', lastName: 'Vis' });
  await aClient(app, organization, { number: 'C-3', lastName: 'Bos', email: null });
  expect(numbers(await exported(owner, '&search=vis'))).toEqual(['C-2', 'C-1']);
  expect(numbers(await exported(owner, '&statuses=NO_EMAIL,ACTIVE'))).toEqual(['C-3']);
  expect(numbers(await exported(owner, `&search=vis&program=${program.id}`))).toEqual(['C-1']);
  expect((await download(owner, '&statuses=PURPLE')).status).toBe(400);
});

it('goes on over as many batches as there are', async () => {
  await app.sql(
    `INSERT INTO clients (id, organization_id, number, status, sort_name, created_at, updated_at)
     SELECT CONCAT('01900000-0000-7000-8000-', LPAD(HEX(seq.n), 12, '0')), ?, CONCAT('N-', LPAD(seq.n, 4, '0')), 'NO_EMAIL',
       CONCAT('n-', LPAD(seq.n DIV 3, 4, '0')), NOW(3), NOW(3)
     FROM (SELECT a.n * 100 + b.n * 10 + c.n AS n FROM ${TENS} a, ${TENS} b, ${TENS} c) seq
     UNION ALL SELECT CONCAT('01900000-0000-7000-8000-', LPAD('F000', 12, '0')), ?, 'N-9999', 'NO_EMAIL', 'z', NOW(3), NOW(3)`,
    [organization.id, organization.id],
  );
  const rows = await exported(owner);
  expect(new Set(numbers(rows)).size).toBe(1_001);
  expect(rows).toHaveLength(1_001);
  expect(rows.at(-1)?.number).toBe('N-9999');
});

describe('who may', () => {
  it('is whoever runs exports, and is in the audit log', async () => {
    await aClient(app, organization);
    const administrator = await aStaffMember(app, organization, { roles: ['ADMINISTRATOR'] });
    await exported(administrator, '&search=x');
    const entries = await app.sql(
      `SELECT actor_staff_id, details FROM audit_entries WHERE organization_id = ? AND action = 'clients.exported'`,
      [organization.id],
    );
    expect(entries).toMatchObject([{ actor_staff_id: administrator.staffMemberId }]);
    expect(JSON.parse(entries[0].details)).toEqual({ filter: ['search'] });
  });

  it('is nobody else', async () => {
    expect((await download(null)).status).toBe(401);
    for (const role of ['ASSISTANT', 'CLINICIAN', 'SUPPORT'])
      expect((await download(await aStaffMember(app, organization, { roles: [role] }))).status).toBe(403);
    const stranger = await aStaffMember(app, await anOrganization(app));
    expect((await download(stranger)).status).toBe(404);
    // Seeing is not part of it: whoever may export but sees no clients gets none.
    const blind = await aStaffMember(app, organization, { roles: ['SUPPORT'], permissions: ['exports.run'] });
    expect((await download(blind)).status).toBe(403);
  });

  it('is nobody while the organization is suspended', async () => {
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [organization.id]);
    const refused = await download(owner);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'ORGANIZATION_SUSPENDED' });
  });

  it('is nobody who comes with a key and a session at once', async () => {
    const { headers } = await anApiKey(app, owner);
    const response = await app.fetch(`/export/clients.csv?organization=${organization.id}`, {
      headers: { ...headers, cookie: await app.cookieOf(owner) },
    });
    expect(response.status).toBe(400);
  });

  it('is a clinician with the permission, for the clients they are connected to', async () => {
    const clinician = await aStaffMember(app, organization, {
      roles: ['CLINICIAN'],
      permissions: ['exports.run'],
    });
    const own = await aClient(app, organization, { number: 'C-1' });
    await aClient(app, organization, { number: 'C-2' });
    await aConnection(app, clinician, own);
    expect(numbers(await exported(clinician))).toEqual(['C-1']);
    expect(numbers(await exported(clinician, '&search=c-2'))).toEqual([]);
  });

  it('is a key of a partner app that was given it', async () => {
    await aClient(app, organization, { number: 'C-1' });
    const statusWith = async (permissions: Permission[]) => {
      const { headers } = await anApiKey(app, owner, { permissions });
      return (await app.fetch(`/export/clients.csv?organization=${organization.id}`, { headers })).status;
    };
    expect(await statusWith(['clients.read', 'exports.run'])).toBe(200);
    expect(await statusWith(['clients.read'])).toBe(403);
  });
});
