import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, type BuiltClient } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { CHANGE, CREATE, INVITE, LIST, ownClients, UPDATE } from '../../test/own-clients.js';
import { runBulkOperations } from '../bulk/run-bulk-operations.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { practice, ids, listed, codes } = ownClients(() => app);

describe('the clients of a clinician', () => {
  it('are those connected to them, in lists, searches, filters, counts and pages', async () => {
    const there = await practice();
    const { organization, own, program, bram } = there;
    const all = await listed(there);
    expect(all).toMatchObject({ totalCount: 3 });
    expect(ids(all.nodes)).toEqual(ids(own));
    expect(await listed(there, { filter: { search: 'b' } })).toMatchObject({ totalCount: 2 });
    expect(await listed(there, { filter: { search: 'other' } })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await listed(there, { filter: { programId: program.id, search: 'bos' } })).toMatchObject({
      nodes: [{ id: own[0]?.id }],
    });
    expect(await listed(there, { filter: { statuses: ['NOT_INVITED'] } })).toMatchObject({ totalCount: 3 });
    expect(await listed(there, { filter: { statuses: ['ACTIVE'] } })).toMatchObject({ totalCount: 0 });
    for (const field of ['NAME', 'NUMBER', 'CREATED_AT'])
      for (const direction of ['ASC', 'DESC']) {
        const seen: string[] = [];
        for (let after: string | null = null, more = true; more; ) {
          const page: Awaited<ReturnType<typeof listed>> = await listed(there, {
            first: 1,
            after,
            sort: { field, direction },
          });
          seen.push(...page.nodes.map(({ id }: { id: string }) => id));
          after = page.pageInfo.endCursor;
          more = page.pageInfo.hasNextPage;
        }
        expect([...seen].sort(), `${field} ${direction}`).toEqual(ids(own));
      }
    const { program: counted } = await app.ask(
      'query ($id: ID!) { program(id: $id) { clientCount } }',
      { id: program.id },
      { as: bram },
    );
    expect(counted.clientCount).toBe(3);
    expect(
      (await app.ask(LIST, { organizationId: organization.id }, { as: there.assistant })).clients.totalCount,
    ).toBe(6);
  });

  it('are no more by a cursor of another list, made up or taken from somebody who sees all', async () => {
    const there = await practice();
    const theirs = (
      await app.ask(LIST, { organizationId: there.organization.id, first: 1 }, { as: there.assistant })
    ).clients.pageInfo.endCursor;
    const forged = Buffer.from(
      JSON.stringify(['NAME ASC', '', '00000000-0000-7000-8000-000000000000']),
    ).toString('base64url');
    for (const after of [theirs, forged])
      expect(ids((await listed(there, { after })).nodes)).toEqual(
        expect.not.arrayContaining(ids(there.others)),
      );
    expect(await codes(LIST, { organizationId: there.organization.id, after: 'x' }, there.bram)).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  it('leave all others as little there as those of another organization, in every operation', async () => {
    const { bram, others, own, assistant } = await practice();
    const [other, mine] = [others[0] as BuiltClient, own[0] as BuiltClient];
    const foreign = await aClient(app, await anOrganization(app));
    const invitations = [
      await anInvitation(app, other, { sentBy: assistant }),
      await anInvitation(app, foreign),
    ];
    const operations: [string, (client: BuiltClient, index: number) => object][] = [
      ['query ($id: ID!) { client(id: $id) { id } }', ({ id }) => ({ id })],
      ['query ($id: ID!) { invitation(id: $id) { id } }', (_, index) => ({ id: invitations[index]?.id })],
      [UPDATE, ({ id }) => ({ input: { id, firstName: 'Changed' } })],
      [INVITE, ({ id }) => ({ input: { clientIds: [id] } })],
      [
        'query ($input: MessagePreviewInput!) { messagePreview(input: $input) { to subject } }',
        ({ id }) => ({
          input: {
            organizationId: bram.organizationId,
            message: { subject: 'x', body: '<p>x</p>', buttonText: 'x' },
            recipient: 'FIRST',
            clientIds: [id],
          },
        }),
      ],
      ...['remindInvitations', 'resendInvitations', 'withdrawInvitations'].map(
        (name): [string, (client: BuiltClient, index: number) => object] => [
          CHANGE(name),
          (_, index) => ({ input: { ids: [invitations[index]?.id] } }),
        ],
      ),
    ];
    for (const [query, variables] of operations) {
      const answers = await Promise.all(
        [other, foreign].map((client, index) => app.graphql(query, variables(client, index), { as: bram })),
      );
      expect(answers[0]?.errors?.[0]?.extensions?.code, query).toBe('NOT_FOUND');
      expect(answers[0]?.errors).toEqual(answers[1]?.errors);
    }
    // Together with one of their own, the other is a row that does not exist.
    const { inviteClients } = await app.ask(
      INVITE,
      { input: { clientIds: [mine.id, other.id] } },
      { as: bram },
    );
    expect(inviteClients.rows).toEqual([
      { clientId: mine.id, invited: true, code: null },
      { clientId: other.id, invited: false, code: 'NOT_FOUND' },
    ]);
    expect(await app.sql('SELECT first_name FROM clients WHERE id = ?', [other.id])).toEqual([
      { first_name: 'Other' },
    ]);
  });

  it('have the only invitations and mailings that the clinician sees, counts and changes', async () => {
    const { organization, bram, own, others, assistant } = await practice();
    const [mine, other] = [own[0] as BuiltClient, others[0] as BuiltClient];
    const invitation = await anInvitation(app, mine, { sentBy: assistant });
    await anInvitation(app, other, { sentBy: assistant });
    const LISTED = `query ($organizationId: ID!, $filter: InvitationFilter, $id: ID!) {
      invitations(organizationId: $organizationId, filter: $filter) { totalCount nodes { id } }
      organization(id: $id) { openInvitationCount }
    }`;
    const variables = { organizationId: organization.id, id: organization.id };
    expect(await app.ask(LISTED, variables, { as: bram })).toEqual({
      invitations: { totalCount: 1, nodes: [{ id: invitation.id }] },
      organization: { openInvitationCount: 1 },
    });
    const filtered = async (filter: object) =>
      (await app.ask(LISTED, { ...variables, filter }, { as: bram })).invitations.totalCount;
    expect(await filtered({ search: 'other' })).toBe(0);
    expect(await filtered({ search: 'ada', statuses: ['PENDING'], deliveryStates: ['SENT'] })).toBe(1);
    expect(await filtered({ statuses: ['EXPIRED'] })).toBe(0);
    const { inviteClients } = await app.ask(INVITE, { input: { clientIds: [own[1]?.id] } }, { as: bram });
    const MAILING = 'query ($id: ID!) { mailing(id: $id) { total problems { email client { id } } } }';
    expect(await app.ask(MAILING, { id: inviteClients.mailing.id }, { as: bram })).toMatchObject({
      mailing: { total: 1 },
    });
    const ofAssistant = await app.ask(INVITE, { input: { clientIds: [others[1]?.id] } }, { as: assistant });
    expect(await codes(MAILING, { id: ofAssistant.inviteClients.mailing.id }, bram)).toEqual(['NOT_FOUND']);
    // What came back of somebody taken from them since is no longer theirs to see.
    await app.sql(`UPDATE mails SET state = 'BOUNCED' WHERE mailing_id = ?`, [inviteClients.mailing.id]);
    const problems = async () =>
      (await app.ask(MAILING, { id: inviteClients.mailing.id }, { as: bram })).mailing.problems;
    expect(await problems()).toHaveLength(1);
    await app.sql('DELETE FROM connections WHERE client_id = ?', [own[1]?.id]);
    expect(await problems()).toEqual([]);
    expect(
      await app.ask(CHANGE('withdrawInvitations'), { input: { ids: [invitation.id] } }, { as: bram }),
    ).toMatchObject({ change: { rows: [{ done: true }] } });
  });

  it('are whom a selection of everybody means', async () => {
    const { organization, bram, own, others, assistant } = await practice();
    const started = await app.ask(
      INVITE,
      { input: { selection: { organizationId: organization.id } } },
      { as: bram },
    );
    const { id, total } = started.inviteClients.operation;
    expect(total).toBe(3);
    await runBulkOperations(app.services);
    const invited = await app.sql(
      'SELECT client_id AS id FROM invitations WHERE organization_id = ? ORDER BY client_id',
      [organization.id],
    );
    expect(ids(invited)).toEqual(ids(own));
    const OPERATION = 'query ($id: ID!) { bulkOperation(id: $id) { state done } }';
    expect((await app.ask(OPERATION, { id }, { as: bram })).bulkOperation).toEqual({
      state: 'DONE',
      done: 3,
    });
    const all = await app.ask(
      INVITE,
      { input: { selection: { organizationId: organization.id } } },
      { as: assistant },
    );
    expect(await codes(OPERATION, { id: all.inviteClients.operation.id }, bram)).toEqual(['NOT_FOUND']);
    // An assistant who is no more than a clinician by the time the batch comes does not reach everybody.
    await app.sql(`UPDATE staff_member_roles SET role = 'CLINICIAN' WHERE staff_member_id = ?`, [
      assistant.staffMemberId,
    ]);
    await app.sql(
      `INSERT INTO staff_member_permissions (staff_member_id, permission) VALUES (?, 'clients.inviteOwn')`,
      [assistant.staffMemberId],
    );
    await runBulkOperations(app.services);
    expect(
      await app.sql('SELECT state FROM bulk_operations WHERE id = ?', [all.inviteClients.operation.id]),
    ).toEqual([{ state: 'FAILED' }]);
    expect(
      await app.sql('SELECT 1 FROM invitations WHERE client_id IN (?)', [others.map((one) => one.id)]),
    ).toEqual([]);
  });

  it('can be looked at, and not acted on, without the permission to invite one’s own', async () => {
    const { bram, own, organization } = await practice({ permissions: [] as never });
    const [mine] = own as [BuiltClient];
    expect(
      await app.ask('query ($id: ID!) { client(id: $id) { isOwn } }', { id: mine.id }, { as: bram }),
    ).toEqual({
      client: { isOwn: true },
    });
    for (const [query, input] of [
      [UPDATE, { id: mine.id, firstName: 'x' }],
      [INVITE, { clientIds: [mine.id] }],
      [CREATE, { organizationId: organization.id, email: 'new@example.com' }],
    ] as const)
      expect(await codes(query, { input }, bram), query).toEqual(['FORBIDDEN']);
  });
});
