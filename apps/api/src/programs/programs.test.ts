import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anOrganization, aProgram, aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const CREATE =
  'mutation C($input: CreateProgramInput!) { createProgram(input: $input) { program { id name clientCount } errors { code path } } }';
const RENAME =
  'mutation R($input: RenameProgramInput!) { renameProgram(input: $input) { program { id name } errors { code path } } }';
const ADD =
  'mutation A($input: AddClientsToProgramInput!) { addClientsToProgram(input: $input) { addedCount program { clientCount } errors { code path } } }';
const LIST = `query L($organizationId: ID!, $search: String, $first: Int, $after: String) {
  programs(organizationId: $organizationId, search: $search, first: $first, after: $after) { totalCount nodes { name clientCount } pageInfo { endCursor hasNextPage } }
}`;
const GET = 'query G($id: ID!) { program(id: $id) { name clientCount } }';

async function practice() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const ask = (query: string, variables: object) => app.ask(query, variables, { as: staff });
  return { organization, staff, ask };
}

describe('programs', () => {
  it('are created and renamed, and a name that another has is told at the field', async () => {
    const { organization, ask } = await practice();
    const create = async (name: string) =>
      (await ask(CREATE, { input: { organizationId: organization.id, name } })).createProgram;
    const { program, errors } = await create('  Sleep \n better ');
    expect({ program, errors }).toMatchObject({
      program: { name: 'Sleep better', clientCount: 0 },
      errors: [],
    });
    expect((await create('SLEEP better')).errors).toEqual([{ code: 'TAKEN', path: ['name'] }]);
    expect((await create(' ')).errors).toEqual([{ code: 'REQUIRED', path: ['name'] }]);
    expect((await create('x'.repeat(121))).errors).toEqual([{ code: 'TOO_LONG', path: ['name'] }]);
    const other = (await create('Walking')).program;
    const rename = async (name: string) =>
      (await ask(RENAME, { input: { id: other.id, name } })).renameProgram;
    expect((await rename('sleep better')).errors).toEqual([{ code: 'TAKEN', path: ['name'] }]);
    expect((await rename('WALKING')).program.name).toBe('WALKING');
  });

  it('are listed by name, searched by the beginnings of words, page by page', async () => {
    const { organization, ask } = await practice();
    for (const name of ['Sleep better', 'Better breathing', 'Walking', '100% fit'])
      await aProgram(app, organization, { name });
    await aProgram(app, await anOrganization(app), { name: 'Better elsewhere' });
    const list = async (args: object = {}) =>
      (await ask(LIST, { organizationId: organization.id, ...args })).programs;
    const names = ({ nodes }: { nodes: { name: string }[] }) => nodes.map(({ name }) => name);
    expect(names(await list())).toEqual(['100% fit', 'Better breathing', 'Sleep better', 'Walking']);
    expect(names(await list({ search: 'bett' }))).toEqual(['Better breathing', 'Sleep better']);
    expect(names(await list({ search: '%' }))).toEqual([]);
    const page = await list({ first: 3 });
    expect(page).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(names(await list({ first: 3, after: page.pageInfo.endCursor }))).toEqual(['Walking']);
  });

  it('take up to 200 clients at once; who is in already, or of another organization, is not counted', async () => {
    const { organization, ask } = await practice();
    const program = await aProgram(app, organization);
    const inside = await aClient(app, organization, { program });
    const fresh = await aClient(app, organization);
    const foreign = await aClient(app, await anOrganization(app));
    const add = async (clientIds: string[]) =>
      (await ask(ADD, { input: { programId: program.id, clientIds } })).addClientsToProgram;
    expect(await add([inside.id, fresh.id, foreign.id, '0'])).toEqual({
      addedCount: 1,
      program: { clientCount: 2 },
      errors: [],
    });
    expect(await add([fresh.id])).toMatchObject({ addedCount: 0 });
    expect((await add([])).errors).toMatchObject([{ code: 'REQUIRED' }]);
  });

  it('stand in the log once for each client, however many bring them in at the same time', async () => {
    const { organization, ask } = await practice();
    const program = await aProgram(app, organization);
    const clientIds: string[] = [];
    for (let index = 0; index < 20; index += 1) clientIds.push((await aClient(app, organization)).id);
    const added = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { addClientsToProgram } = await ask(ADD, { input: { programId: program.id, clientIds } });
        return addClientsToProgram.addedCount as number;
      }),
    );
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(20);
    const [{ entries }] = await app.sql(
      `SELECT COUNT(*) AS entries FROM audit_entries WHERE organization_id = ? AND action = 'client.enrolled'`,
      [organization.id],
    );
    expect(entries).toBe(20);
  });

  it('are not there for others', async () => {
    const { organization, staff } = await practice();
    const program = await aProgram(app, organization);
    const { id } = await aClient(app, organization);
    const stranger = await aStaffMember(app, await anOrganization(app));
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staff.staffMemberId]);
    for (const as of [stranger, staff])
      for (const [query, variables] of [
        [GET, { id: program.id }],
        [GET, { id: '0' }],
        [LIST, { organizationId: organization.id }],
        [CREATE, { input: { organizationId: organization.id, name: 'X' } }],
        [RENAME, { input: { id: program.id, name: 'X' } }],
        [ADD, { input: { programId: program.id, clientIds: [id] } }],
        [ADD, { input: { programId: program.id, selection: { organizationId: organization.id } } }],
      ] as const)
        expect((await app.graphql(query, variables, { as })).errors, query).toMatchObject([
          { extensions: { code: 'NOT_FOUND' } },
        ]);
  });

  it('do not take everybody of another organization', async () => {
    const { organization, ask } = await practice();
    const program = await aProgram(app, organization);
    const elsewhere = await anOrganization(app);
    await expect(
      ask(ADD, { input: { programId: program.id, selection: { organizationId: elsewhere.id } } }),
    ).rejects.toThrow('NOT_FOUND');
  });
});
