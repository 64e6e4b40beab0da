import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  passTime,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { createLimits } from '../../auth/limits.js';
import { Limiter } from '../../auth/throttle.js';

let app: App;
beforeAll(async () => {
  // Twenty pastes at once are the point here, not an attack.
  app = await startApp({
    services: { limits: { ...createLimits(), mutations: new Limiter({ burst: 1000, refill: 1 }) } },
  });
});
afterAll(() => app.close());

const CREATE = `mutation Create($input: CreateClientsInput!) {
  createClients(input: $input) {
    createdCount
    rows { index text address outcome suggestion invited reason client { id number email firstName lastName status } }
    badAddressCount badAddresses { index start end text code reason suggestion }
    mailing { id }
    errors { code path message }
  }
}`;

async function practice() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const create = async (input: object) =>
    (await app.ask(CREATE, { input: { organizationId: organization.id, ...input } }, { as: staff }))
      .createClients;
  return { organization, staff, create };
}

const clientsOf = ({ id }: { id: string }) =>
  app.sql('SELECT id, number, email, status FROM clients WHERE organization_id = ? ORDER BY number', [id]);

describe('createClients', () => {
  it('creates one client an address, with numbers of the sequence and the names that were pasted', async () => {
    const { create } = await practice();
    const { rows, createdCount, errors, mailing } = await create({
      emails:
        'Ada Lovelace <Ada@X.example.org>, b@x.example.org\nada@x.example.org; "de Vries, Jan" <jan@x.example.org>',
    });
    expect(errors).toEqual([]);
    expect(mailing).toBeNull();
    expect(createdCount).toBe(3);
    expect(rows).toMatchObject([
      {
        index: 0,
        outcome: 'CREATED',
        client: {
          number: 'C-0001',
          firstName: 'Ada',
          lastName: 'Lovelace',
          email: 'ada@x.example.org',
          status: 'NOT_INVITED',
        },
      },
      { index: 1, outcome: 'CREATED', client: { number: 'C-0002', firstName: null } },
      {
        index: 2,
        outcome: 'DUPLICATE',
        address: 'ada@x.example.org',
        invited: false,
        client: { number: 'C-0001' },
      },
      {
        index: 3,
        outcome: 'CREATED',
        client: { number: 'C-0003', firstName: 'Jan', lastName: 'de Vries' },
      },
    ]);
  });

  it('uses an address that looks mistyped as it stands, and says what was probably meant', async () => {
    const { create } = await practice();
    const { rows, createdCount } = await create({ emails: 'jan@gmial.com, piet@gmail.com' });
    expect(createdCount).toBe(2);
    expect(rows).toMatchObject([
      { outcome: 'CREATED', suggestion: 'jan@gmail.com', client: { email: 'jan@gmial.com' } },
      { outcome: 'CREATED', suggestion: null },
    ]);
  });

  it('creates nothing when one address is bad, and names it with its place in the text', async () => {
    const { organization, create } = await practice();
    const emails = 'ok@example.org, bob@@example.org, fine@example.org, x@nodot';
    const { rows, createdCount, badAddresses, errors } = await create({ emails });
    expect({ rows, createdCount }).toEqual({ rows: [], createdCount: 0 });
    expect(badAddresses.map(({ code }: { code: string }) => code)).toEqual([
      'SEVERAL_AT',
      'DOMAIN_WITHOUT_DOT',
    ]);
    for (const bad of badAddresses) expect(emails.slice(bad.start, bad.end)).toBe(bad.text);
    expect(errors).toMatchObject([
      { code: 'BAD_ADDRESS', path: ['emails', '1'] },
      { code: 'BAD_ADDRESS', path: ['emails', '3'] },
    ]);
    expect(await clientsOf(organization)).toEqual([]);
  });

  it('names the first 200 bad ones of many, and says how many there are', async () => {
    const { organization, create } = await practice();
    const { badAddresses, badAddressCount, errors } = await create({ emails: 'a@@b.example '.repeat(450) });
    expect(badAddresses).toHaveLength(200);
    expect(badAddresses.at(-1)).toMatchObject({ index: 199, text: 'a@@b.example' });
    expect(badAddressCount).toBe(450);
    expect(errors[0]).toMatchObject({ code: 'TOO_MANY', path: ['emails'] });
    expect(await clientsOf(organization)).toEqual([]);
  });

  it('takes 200 and refuses 201', async () => {
    const { organization, create } = await practice();
    const list = (count: number) => Array.from({ length: count }, (_, i) => `p${i}@example.org`).join(' ');
    expect((await create({ emails: list(201) })).errors).toMatchObject([
      { code: 'TOO_MANY', path: ['emails'] },
    ]);
    expect(await clientsOf(organization)).toEqual([]);
    expect((await create({ emails: list(200) })).createdCount).toBe(200);
    expect((await create({ emails: ' ,\n' })).errors).toMatchObject([{ code: 'REQUIRED' }]);
  });

  it('takes an address that is already a client for what it is, and enrols old and new', async () => {
    const { organization, create } = await practice();
    const program = await aProgram(app, organization);
    const known = await aClient(app, organization, { email: 'known@example.org' });
    const { rows, errors } = await create({
      emails: 'KNOWN@example.org new@example.org',
      programId: program.id,
    });
    expect(errors).toEqual([]);
    expect(rows).toMatchObject([
      {
        outcome: 'ALREADY_CLIENT',
        invited: false,
        client: { id: known.id },
        reason: expect.stringContaining('already a client'),
      },
      { outcome: 'CREATED' },
    ]);
    const enrolled = await app.sql('SELECT client_id FROM enrolments WHERE program_id = ?', [program.id]);
    expect(enrolled).toHaveLength(2);
    expect((await create({ emails: 'known@example.org', programId: program.id })).errors).toEqual([]);
  });

  it('refuses a program of another organization as one that does not exist', async () => {
    const { organization, create } = await practice();
    const foreign = await aProgram(app, await anOrganization(app));
    for (const programId of [foreign.id, '0'])
      expect((await create({ emails: 'a@example.org', programId })).errors).toMatchObject([
        { code: 'NOT_FOUND', path: ['programId'] },
      ]);
    expect(await clientsOf(organization)).toEqual([]);
  });

  it('invites the new and those that can be, and says of the others why not', async () => {
    const { organization, staff, create } = await practice();
    const client = (email: string, status?: 'INVITE_PENDING' | 'ACTIVE') =>
      aClient(app, organization, { email, ...(status ? { status } : {}) });
    await client('idle@example.org');
    const open = await client('open@example.org');
    await anInvitation(app, open, { sentBy: staff });
    const over = await client('over@example.org');
    await passTime(app, (await anInvitation(app, over, { sentBy: staff })).id, { days: 15 });
    await client('in@example.org', 'ACTIVE');
    const { rows, mailing } = await create({
      emails: 'new@example.org idle@example.org open@example.org over@example.org in@example.org',
      invitation: { message: { subject: 'Come in', body: 'Hello {{ClientFirstName}}', buttonText: 'Open' } },
    });
    expect(rows.map(({ invited }: { invited: boolean }) => invited)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(rows.map((row: { client: { status: string } }) => row.client.status)).toEqual([
      'INVITE_PENDING',
      'INVITE_PENDING',
      'INVITE_PENDING',
      'INVITE_PENDING',
      'ACTIVE',
    ]);
    expect(rows[2].reason).toContain('remind');
    expect(rows[4].reason).toContain('active');
    const mails = await app.sql('SELECT recipient FROM mails WHERE mailing_id = ? ORDER BY recipient', [
      mailing.id,
    ]);
    expect(mails.map(({ recipient }: { recipient: string }) => recipient)).toEqual([
      'idle@example.org',
      'new@example.org',
      'over@example.org',
    ]);
  });

  it('creates nothing when the message is refused', async () => {
    const { organization, create } = await practice();
    const { errors } = await create({
      emails: 'a@example.org',
      invitation: { message: { subject: '', body: 'x {{Nonsense}}', buttonText: 'Go' } },
    });
    expect(errors).toMatchObject([
      { path: ['invitation', 'message', 'subject'] },
      { code: 'UNKNOWN_PLACEHOLDER', path: ['invitation', 'message', 'body'] },
    ]);
    expect(await clientsOf(organization)).toEqual([]);
  });

  it('gives numbers without gaps to twenty at once, and one client to an address that all of them paste', async () => {
    const { organization, create } = await practice();
    await aClient(app, organization, { number: 'c-0007', email: null });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        create({ emails: `one${i}@example.org same@example.org two${i}@example.org` }),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const numbers = (await clientsOf(organization)).map(({ number }) => number);
    expect(numbers).toHaveLength(42);
    expect(new Set(numbers.map((number: string) => number.toUpperCase()))).toEqual(
      new Set(Array.from({ length: 42 }, (_, i) => `C-${String(i + 1).padStart(4, '0')}`)),
    );
  });

  it('takes as many statements for 200 invited into a program as for one', async () => {
    const { organization, create } = await practice();
    const program = await aProgram(app, organization);
    const statements = async (count: number) => {
      const emails = Array.from({ length: count }, (_, i) => `n${count}.${i}@example.org`).join(',');
      const seen: string[] = [];
      const { dataSource } = app.services;
      const create0 = dataSource.createQueryRunner.bind(dataSource);
      dataSource.createQueryRunner = (mode) => {
        const runner = create0(mode);
        const query = runner.query.bind(runner) as typeof runner.query;
        runner.query = ((sql: string, ...rest: unknown[]) => {
          seen.push(sql.trim().slice(0, 60));
          return (query as (...all: unknown[]) => unknown)(sql, ...rest);
        }) as typeof runner.query;
        return runner;
      };
      try {
        const { createdCount } = await create({ emails, programId: program.id, invitation: {} });
        expect(createdCount).toBe(count);
      } finally {
        dataSource.createQueryRunner = create0;
      }
      return seen;
    };
    const one = await statements(1);
    const many = await statements(200);
    expect(many).toEqual(one);
    // Without what only opens and closes the transaction.
    const work = many.filter((sql) => !/^(SET TRANSACTION|START TRANSACTION|COMMIT)/.test(sql));
    expect(work.length, work.join('\n')).toBeLessThanOrEqual(25);
    expect(
      await app.sql("SELECT 1 FROM mails WHERE state = 'QUEUED' AND organization_id = ?", [organization.id]),
    ).toHaveLength(201);
  });

  it('is for staff of the organization who may', async () => {
    const { organization, staff, create } = await practice();
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staff.staffMemberId]);
    const stranger = await aStaffMember(app, await anOrganization(app));
    const input = { organizationId: organization.id, emails: 'a@example.org' };
    for (const as of [staff, stranger])
      expect((await app.graphql(CREATE, { input }, { as })).errors).toMatchObject([
        { extensions: { code: 'NOT_FOUND' } },
      ]);
    expect((await app.graphql(CREATE, { input })).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    await expect(create({ organizationId: "0' OR 1", emails: 'a@example.org' })).rejects.toThrow('NOT_FOUND');
    expect(await clientsOf(organization)).toEqual([]);
  });
});
