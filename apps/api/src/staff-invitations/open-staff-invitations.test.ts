import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aRole,
  aStaffInvitation,
  aStaffMember,
  type BuiltStaffMember,
  passTime,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { runBulkOperations } from '../bulk/run-bulk-operations.js';
import type { Permission } from '../staff/permissions.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const LIST = `query ($organizationId: ID!, $filter: InvitationFilter, $first: Int, $after: String) {
  invitations(organizationId: $organizationId, filter: $filter, first: $first, after: $after) {
    totalCount nodes { id email recipient recipientName client { id } staffMember { id } } pageInfo { endCursor hasNextPage }
  }
}`;

async function practice() {
  const organization = await anOrganization(app);
  const owner = await aStaffMember(app, organization);
  for (const [days, name] of ['ada', 'bob', 'cem'].entries()) {
    const client = await aClient(app, organization, { firstName: name, email: `${name}@example.org` });
    await passTime(app, (await anInvitation(app, client, { sentBy: owner })).id, { days });
  }
  for (const [days, name] of ['noor', 'omar'].entries()) {
    const invited = await aStaffInvitation(app, organization, {
      email: `${name}@work.example`,
      roles: ['ASSISTANT'],
      sentBy: owner,
    });
    await app.sql(
      "UPDATE staff_members SET first_name = ?, last_name = 'Zoë-Çelik', number = ? WHERE id = ?",
      [name, `M-${name}`, invited.staffMemberId],
    );
    await passTime(app, invited.invitationId, { days, seconds: 60 });
  }
  const list = async (as: BuiltStaffMember, filter: object | null = null, args: object = {}) =>
    (await app.ask(LIST, { organizationId: organization.id, filter, ...args }, { as })).invitations;
  const names = async (as: BuiltStaffMember, filter: object | null = null, args: object = {}) =>
    (await list(as, filter, args)).nodes.map(({ email }: { email: string }) => email.split('@')[0]).join(' ');
  const withOnly = async (...permissions: Permission[]) => {
    const role = await aRole(app, organization, { permissions });
    return aStaffMember(app, organization, { roles: [role.id] });
  };
  return { organization, owner, list, names, withOnly };
}

describe('open invitations', () => {
  it('are of clients and of staff in one order, or of either', async () => {
    const { owner, list, names } = await practice();
    expect(await names(owner)).toBe('ada noor bob omar cem');
    expect((await list(owner)).totalCount).toBe(5);
    expect(await names(owner, { recipient: 'STAFF' })).toBe('noor omar');
    expect(await names(owner, { recipient: 'CLIENT' })).toBe('ada bob cem');
    const [noor] = (await list(owner, { recipient: 'STAFF' })).nodes;
    expect(noor).toMatchObject({ recipient: 'STAFF', recipientName: 'noor Zoë-Çelik', client: null });
    const page = await list(owner, null, { first: 2 });
    expect(await names(owner, null, { first: 2, after: page.pageInfo.endCursor })).toBe('bob omar');
    const staffPage = await list(owner, { recipient: 'STAFF' }, { first: 1 });
    expect(staffPage.pageInfo.hasNextPage).toBe(true);
    expect(
      await names(owner, { recipient: 'STAFF' }, { first: 1, after: staffPage.pageInfo.endCursor }),
    ).toBe('omar');
  });

  it('are found by name, address and number, whichever they are of', async () => {
    const { owner, names } = await practice();
    expect(await names(owner, { search: 'noor' })).toBe('noor');
    expect(await names(owner, { search: 'ada' })).toBe('ada');
    expect(await names(owner, { search: 'm-om' })).toBe('omar');
    expect(await names(owner, { search: 'work.ex' })).toBe('noor omar');
    expect(await names(owner, { search: 'zoe' })).toBe('noor omar');
    expect(await names(owner, { search: 'work zoe noor', recipient: 'STAFF' })).toBe('noor');
    expect(await names(owner, { search: 'noor', recipient: 'CLIENT' })).toBe('');
    expect(await names(owner, { search: '100%_\\' })).toBe('');
    expect(await names(owner, { search: '漢字' })).toBe('');
  });

  it('are shown as far as one may see them, and refused when one asks for what one may not', async () => {
    const { organization, names, withOnly } = await practice();
    const ofClients = await withOnly('invitations.read');
    const ofStaff = await withOnly('staff.read');
    expect(await names(ofClients)).toBe('ada bob cem');
    expect(await names(ofClients, { search: 'work' })).toBe('');
    expect(await names(ofStaff)).toBe('noor omar');
    const [{ id }] = await app.sql(
      'SELECT id FROM invitations WHERE organization_id = ? AND staff_member_id IS NOT NULL LIMIT 1',
      [organization.id],
    );
    const errorOf = async (as: BuiltStaffMember, query: string, variables: object) =>
      (await app.graphql(query, variables, { as })).errors?.[0]?.extensions?.code;
    const filtered = (recipient: string) => ({ organizationId: organization.id, filter: { recipient } });
    expect(await errorOf(ofClients, LIST, filtered('STAFF'))).toBe('FORBIDDEN');
    expect(await errorOf(ofStaff, LIST, filtered('CLIENT'))).toBe('FORBIDDEN');
    const ONE = 'query ($id: ID!) { invitation(id: $id) { email } }';
    expect(await errorOf(ofClients, ONE, { id })).toBe('FORBIDDEN');
    expect(await errorOf(ofStaff, ONE, { id })).toBeUndefined();
    const COUNT = 'query ($id: ID!) { organization(id: $id) { openInvitationCount } }';
    const countFor = async (as: BuiltStaffMember) =>
      (await app.ask(COUNT, { id: organization.id }, { as })).organization.openInvitationCount;
    expect(await countFor(ofClients)).toBe(3);
    expect(await countFor(ofStaff)).toBe(2);
    expect(await countFor(await withOnly('programs.read'))).toBeNull();
  });

  it('are acted on by selection, as far as one may act on them when their turn comes', async () => {
    const { organization, owner, withOnly } = await practice();
    const act = async (as: BuiltStaffMember, filter: object | null) =>
      (
        await app.ask(
          `mutation ($input: InvitationsInput!) { withdrawInvitations(input: $input) { operation { id total } errors { code } } }`,
          { input: { selection: { organizationId: organization.id, filter } } },
          { as },
        )
      ).withdrawInvitations.operation;
    const read = async (as: BuiltStaffMember, id: string) => {
      await runBulkOperations(app.services);
      return (
        await app.ask(
          'query ($id: ID!) { bulkOperation(id: $id) { state processed done skippedReasons { code count } } }',
          { id },
          { as },
        )
      ).bulkOperation;
    };
    const ofStaff = await withOnly('staff.invite', 'staff.read');
    const begun = await act(ofStaff, null);
    expect(begun.total).toBe(2);
    expect(await read(ofStaff, begun.id)).toMatchObject({ state: 'DONE', processed: 2, done: 2 });
    const rest = await act(owner, null);
    expect(rest.total).toBe(3);
    // Between the beginning and the batch the right to clients' invitations went.
    await app.sql("UPDATE staff_member_roles SET role = 'SUPPORT' WHERE staff_member_id = ?", [
      owner.staffMemberId,
    ]);
    await app.sql("INSERT INTO staff_member_permissions VALUES (?, 'staff.invite')", [owner.staffMemberId]);
    expect(await read(owner, rest.id)).toMatchObject({
      state: 'DONE',
      processed: 3,
      done: 0,
      skippedReasons: [{ code: 'NOT_FOUND', count: 3 }],
    });
    const [{ open }] = await app.sql(
      "SELECT COUNT(*) AS open FROM invitations WHERE organization_id = ? AND status = 'PENDING'",
      [organization.id],
    );
    expect(Number(open)).toBe(3);
  });
});
