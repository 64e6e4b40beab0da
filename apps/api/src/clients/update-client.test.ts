import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aProgram, aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const FIELDS =
  'client { id number firstName lastName email status invitation { status } } errors { code path message }';
const UPDATE = `mutation Update($input: UpdateClientInput!) { updateClient(input: $input) { linkReplaced ${FIELDS} } }`;
const CREATE = `mutation Create($input: CreateClientInput!) { createClient(input: $input) { mailing { id } ${FIELDS} } }`;
const FIND = `query Find($organizationId: ID!, $search: String) {
  clients(organizationId: $organizationId, filter: { search: $search }) { nodes { id } }
}`;

async function practice() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const update = async (input: object) => (await app.ask(UPDATE, { input }, { as: staff })).updateClient;
  const create = async (input: object) =>
    (await app.ask(CREATE, { input: { organizationId: organization.id, ...input } }, { as: staff }))
      .createClient;
  const find = async (search: string) =>
    (await app.ask(FIND, { organizationId: organization.id, search }, { as: staff })).clients.nodes.length;
  return { organization, staff, update, create, find };
}

describe('createClient', () => {
  it('takes names, address and number; the number is the next one when left out', async () => {
    const { create } = await practice();
    const first = await create({
      firstName: ' Ada ',
      lastName: 'Lovelace',
      email: 'ADA@example.org',
      number: 'C-0001',
    });
    expect(first).toMatchObject({
      errors: [],
      mailing: null,
      client: { number: 'C-0001', firstName: 'Ada', email: 'ada@example.org', status: 'NOT_INVITED' },
    });
    expect((await create({ lastName: 'Zonder' })).client).toMatchObject({
      number: 'C-0002',
      status: 'NO_EMAIL',
    });
    expect((await create({ email: 'c@example.org', invitation: {} })).client).toMatchObject({
      number: 'C-0003',
      status: 'INVITE_PENDING',
      invitation: { status: 'PENDING' },
    });
  });

  it('tells at the field what is taken, bad, too long or missing', async () => {
    const { organization, create } = await practice();
    await aClient(app, organization, { number: 'A-1', email: 'a@example.org' });
    const refused = async (input: object) =>
      (await create(input)).errors.map(
        ({ code, path }: { code: string; path: string[] }) => `${path.join('.')} ${code}`,
      );
    expect(await refused({ email: 'A@example.org', number: 'a-1' })).toEqual(['email TAKEN', 'number TAKEN']);
    expect(await refused({ email: 'nowhere' })).toEqual(['email BAD_ADDRESS']);
    expect(await refused({ firstName: 'x'.repeat(101) })).toEqual(['firstName TOO_LONG']);
    expect(await refused({ number: '<b>' })).toEqual(['number INVALID']);
    expect(await refused({})).toEqual(['firstName REQUIRED']);
    expect(await refused({ lastName: 'Zonder', invitation: {} })).toEqual(['email NO_EMAIL']);
    expect(
      await refused({ lastName: 'X', programId: (await aProgram(app, await anOrganization(app))).id }),
    ).toEqual(['programId NOT_FOUND']);
  });

  it('gives one of two who want the same number it, and tells the other', async () => {
    const { create } = await practice();
    const answers = await Promise.all(
      [1, 2, 3].map((n) => create({ number: 'N-1', email: `n${n}@example.org` })),
    );
    expect(answers.flatMap(({ errors }) => errors.map(({ code }: { code: string }) => code))).toEqual([
      'TAKEN',
      'TAKEN',
    ]);
  });
});

describe('updateClient', () => {
  it('changes what is given, leaves the rest, and is found by the new words only', async () => {
    const { organization, update, find } = await practice();
    const program = await aProgram(app, organization);
    const client = await aClient(app, organization, {
      firstName: 'Piet',
      lastName: 'Oud',
      email: 'piet@example.org',
      program,
    });
    expect(await update({ id: client.id, lastName: 'Nieuwenhuis', number: 'Z-9' })).toMatchObject({
      errors: [],
      linkReplaced: false,
      client: { firstName: 'Piet', lastName: 'Nieuwenhuis', email: 'piet@example.org', number: 'Z-9' },
    });
    expect([await find('nieuwen'), await find('z-9'), await find('oud')]).toEqual([1, 1, 0]);
    expect(
      await app.sql('SELECT sort_name, number FROM enrolments WHERE client_id = ?', [client.id]),
    ).toEqual([{ sort_name: 'nieuwenhuis piet', number: 'Z-9' }]);
    expect((await update({ id: client.id, firstName: null })).client.firstName).toBeNull();
  });

  it('tells a clash of number or address at the field, and not with itself', async () => {
    const { organization, update } = await practice();
    await aClient(app, organization, { number: 'A-1', email: 'a@example.org' });
    const { id } = await aClient(app, organization, { number: 'B-1', email: 'b@example.org' });
    expect((await update({ id, number: 'a-1', email: ' A@EXAMPLE.org' })).errors).toMatchObject([
      { code: 'TAKEN', path: ['email'] },
      { code: 'TAKEN', path: ['number'] },
    ]);
    expect((await update({ id, number: 'b-1', email: 'B@example.org' })).errors).toEqual([]);
    expect((await update({ id, number: ' ' })).errors).toMatchObject([
      { code: 'REQUIRED', path: ['number'] },
    ]);
    const elsewhere = await practice();
    const other = await aClient(app, elsewhere.organization, { email: 'c@example.org' });
    expect((await elsewhere.update({ id: other.id, email: 'a@example.org', number: 'A-1' })).errors).toEqual(
      [],
    );
  });

  it('kills the link to the old address of an open invitation', async () => {
    const { organization, staff, update } = await practice();
    const client = await aClient(app, organization, { email: 'old@example.org' });
    const invitation = await anInvitation(app, client, { sentBy: staff });
    const answer = await update({ id: client.id, email: 'new@example.org' });
    expect(answer).toMatchObject({
      linkReplaced: true,
      client: { email: 'new@example.org', status: 'INVITE_WITHDRAWN', invitation: { status: 'WITHDRAWN' } },
    });
    const [row] = await app.sql('SELECT generation, email FROM invitations WHERE id = ?', [invitation.id]);
    expect(row).toEqual({ generation: 2, email: 'new@example.org' });
    expect(await update({ id: client.id, email: '' })).toMatchObject({
      client: { email: null, status: 'NO_EMAIL' },
    });
    const bare = await aClient(app, organization, { email: null });
    expect(await update({ id: bare.id, email: 'first@example.org' })).toMatchObject({
      linkReplaced: false,
      client: { status: 'NOT_INVITED' },
    });
  });

  it('leaves the address of an active client alone: it is their sign-in name', async () => {
    const { organization, update } = await practice();
    const { id, email } = await aClient(app, organization, { status: 'ACTIVE' });
    expect((await update({ id, email: 'other@example.org' })).errors).toMatchObject([
      { code: 'ALREADY_ACTIVE', path: ['email'] },
    ]);
    expect(await update({ id, email, firstName: 'Bo' })).toMatchObject({
      errors: [],
      client: { firstName: 'Bo', email, status: 'ACTIVE' },
    });
  });

  it('is not for others', async () => {
    const { organization, staff } = await practice();
    const { id } = await aClient(app, organization, { firstName: 'Piet' });
    const stranger = await aStaffMember(app, await anOrganization(app));
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staff.staffMemberId]);
    for (const as of [stranger, staff]) {
      expect((await app.graphql(UPDATE, { input: { id, firstName: 'X' } }, { as })).errors).toMatchObject([
        { extensions: { code: 'NOT_FOUND' } },
      ]);
      const input = { organizationId: organization.id, lastName: 'X' };
      expect((await app.graphql(CREATE, { input }, { as })).errors).toMatchObject([
        { extensions: { code: 'NOT_FOUND' } },
      ]);
    }
    expect(
      await app.sql('SELECT first_name FROM clients WHERE organization_id = ?', [organization.id]),
    ).toEqual([{ first_name: 'Piet' }]);
  });
});
