import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import type { Permission } from '../staff/permissions.js';
import { runBulkOperations } from './run-bulk-operations.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const LIST = `query List($organizationId: ID!, $first: Int, $after: String) {
  bulkOperations(organizationId: $organizationId, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      id kind state total processed done skipped skippedReasons { code count } reasonCode createdAt finishedAt
      begunBy resumedBy programName canResume { allowed code }
    }
  }
}`;
const INVITE =
  'mutation ($input: InviteClientsInput!) { begun: inviteClients(input: $input) { operation { id } } }';
const REMIND =
  'mutation ($input: InvitationsInput!) { begun: remindInvitations(input: $input) { operation { id } } }';
const ENROL =
  'mutation ($input: AddClientsToProgramInput!) { begun: addClientsToProgram(input: $input) { operation { id } } }';
const RESUME =
  'mutation ($input: ResumeBulkOperationInput!) { resumeBulkOperation(input: $input) { errors { code } } }';
const READ = 'query ($id: ID!) { bulkOperation(id: $id) { id begunBy resumedBy } }';

const withOnly = (organization: BuiltOrganization, ...permissions: Permission[]) =>
  aStaffMember(app, organization, { roles: [], permissions });

async function begin(mutation: string, organization: BuiltOrganization, as: BuiltStaffMember, more = {}) {
  const input = { selection: { organizationId: organization.id }, ...more };
  return (await app.ask(mutation, { input }, { as })).begun.operation.id as string;
}

const list = async (organization: BuiltOrganization, as: BuiltStaffMember, more = {}) =>
  (await app.ask(LIST, { organizationId: organization.id, ...more }, { as })).bulkOperations;
const idsOf = async (organization: BuiltOrganization, as: BuiltStaffMember) =>
  (await list(organization, as)).nodes.map(({ id }: { id: string }) => id);

async function practice() {
  const organization = await anOrganization(app);
  const owner = await aStaffMember(app, organization);
  await app.sql("UPDATE staff_members SET first_name = 'Fenna', last_name = 'Bos' WHERE id = ?", [
    owner.staffMemberId,
  ]);
  return { organization, owner };
}

describe('the actions on many of an organization', () => {
  it('are listed newest first, with what became of each and who began it', async () => {
    const { organization, owner } = await practice();
    expect(await list(organization, owner)).toMatchObject({ totalCount: 0, nodes: [] });
    await aClient(app, organization);
    await aClient(app, organization, { email: null });
    const program = await aProgram(app, organization);
    const invites = await begin(INVITE, organization, owner);
    await runBulkOperations(app.services);
    const enrolments = await begin(ENROL, organization, owner, { programId: program.id });
    const elsewhere = await practice();
    await begin(INVITE, elsewhere.organization, elsewhere.owner);
    const all = await list(organization, owner);
    expect(all.totalCount).toBe(2);
    expect(all.nodes).toEqual([
      {
        id: enrolments,
        kind: 'ADD_TO_PROGRAM',
        state: 'RUNNING',
        total: 2,
        processed: 0,
        done: 0,
        skipped: 0,
        skippedReasons: [],
        reasonCode: null,
        createdAt: expect.any(String),
        finishedAt: null,
        begunBy: 'Fenna Bos',
        resumedBy: [],
        programName: program.name,
        canResume: { allowed: false, code: 'NOT_FAILED' },
      },
      expect.objectContaining({
        id: invites,
        kind: 'INVITE',
        state: 'DONE',
        done: 1,
        skipped: 1,
        skippedReasons: [{ code: 'NO_EMAIL', count: 1 }],
        finishedAt: expect.any(String),
        programName: null,
      }),
    ]);
  });

  it('come in pages that lose none and repeat none', async () => {
    const { organization, owner } = await practice();
    const begun: string[] = [];
    for (let made = 0; made < 5; made += 1) begun.unshift(await begin(INVITE, organization, owner));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } =
        await list(organization, owner, { first: 2, after });
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(begun);
    for (const wrong of [{ first: 101 }, { after: 'x' }]) {
      const { errors } = await app.graphql(
        LIST,
        { organizationId: organization.id, ...wrong },
        { as: owner },
      );
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });

  it('are all there for whoever sees all clients, and otherwise those they began or made go on themselves', async () => {
    const { organization, owner } = await practice();
    const bram = await withOnly(organization, 'clients.inviteOwn');
    const own = await aClient(app, organization);
    await aConnection(app, bram, own);
    await anInvitation(app, await aClient(app, organization), { sentBy: owner });
    const ofBram = await begin(INVITE, organization, bram);
    const ofOwner = await begin(REMIND, organization, owner);
    expect(await idsOf(organization, owner)).toEqual([ofOwner, ofBram]);
    expect(await idsOf(organization, await withOnly(organization, 'clients.read'))).toHaveLength(2);
    expect(await list(organization, bram)).toMatchObject({ totalCount: 1, nodes: [{ id: ofBram }] });
    expect(await idsOf(organization, await withOnly(organization, 'clients.inviteOwn'))).toEqual([]);
    // Whoever may begin one without seeing the clients follows their own.
    const desk = await withOnly(organization, 'invitations.resend', 'staff.invite');
    const ofDesk = await begin(REMIND, organization, desk);
    expect(await idsOf(organization, desk)).toEqual([ofDesk]);
    expect((await app.ask(READ, { id: ofDesk }, { as: desk })).bulkOperation.id).toBe(ofDesk);
    for (const id of [ofBram, ofOwner]) {
      const { errors } = await app.graphql(READ, { id }, { as: desk });
      expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    }
  });

  it('stay with whoever began them when somebody else makes them go on', async () => {
    const { organization, owner } = await practice();
    const bram = await withOnly(organization, 'clients.inviteOwn');
    await app.sql("UPDATE staff_members SET first_name = 'Bram', last_name = '' WHERE id = ?", [
      bram.staffMemberId,
    ]);
    const id = await begin(INVITE, organization, bram);
    const goOn = async (as: BuiltStaffMember) => {
      await app.sql("UPDATE bulk_operations SET state = 'FAILED', reason_code = 'WENT_WRONG' WHERE id = ?", [
        id,
      ]);
      expect((await list(organization, as)).nodes).toMatchObject([
        { state: 'FAILED', reasonCode: 'WENT_WRONG', canResume: { allowed: true } },
      ]);
      await app.ask(RESUME, { input: { id } }, { as });
    };
    await goOn(bram);
    expect((await list(organization, bram)).nodes).toMatchObject([{ begunBy: 'Bram', resumedBy: ['Bram'] }]);
    await goOn(owner);
    for (const as of [owner, bram]) {
      expect((await list(organization, as)).nodes).toMatchObject([
        { begunBy: 'Bram', resumedBy: ['Bram', 'Fenna Bos'] },
      ]);
      expect((await app.ask(READ, { id }, { as })).bulkOperation).toMatchObject({ begunBy: 'Bram' });
    }
    const noor = await aStaffMember(app, organization, {
      roles: ['ADMINISTRATOR'],
      firstName: 'Noor',
      lastName: 'Smit',
    });
    for (const again of [noor, owner]) await goOn(again);
    expect((await app.ask(READ, { id }, { as: bram })).bulkOperation.resumedBy).toEqual([
      'Bram',
      'Fenna Bos',
      'Noor Smit',
    ]);
  });

  it('are refused to whoever could begin none, and are not there for another organization', async () => {
    const { organization } = await practice();
    const codeOf = async (organizationId: string, as: BuiltStaffMember) =>
      (await app.graphql(LIST, { organizationId }, { as })).errors?.[0]?.extensions?.code;
    expect(await codeOf(organization.id, await aStaffMember(app, organization, { roles: ['SUPPORT'] }))).toBe(
      'FORBIDDEN',
    );
    const stranger = await aStaffMember(app, await anOrganization(app));
    for (const id of [organization.id, uuidv7(), 'x']) expect(await codeOf(id, stranger)).toBe('NOT_FOUND');
  });

  it('take as many statements for ten as for three', async () => {
    const { organization, owner } = await practice();
    const program = await aProgram(app, organization);
    const { manager } = app.services.dataSource;
    const statements = async () => {
      const spy = vi.spyOn(manager, 'query');
      await list(organization, owner);
      const { length } = spy.mock.calls;
      spy.mockRestore();
      return length;
    };
    const some = async (count: number) => {
      for (let made = 0; made < count; made += 1)
        await begin(ENROL, organization, owner, { programId: program.id });
    };
    await some(3);
    const few = await statements();
    await some(7);
    expect(await statements()).toBe(few);
  });
});
