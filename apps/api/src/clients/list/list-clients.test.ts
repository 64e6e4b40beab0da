import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, aProgram, passTime } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aFilledPractice, aPractice, LIST, type ListedClient } from '../../../test/listing-clients.js';
import type { ClientStatus } from '../client-status.js';
import { fold, searchTermsOf, sortNameOf } from '../search-terms.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const KEYS: Record<string, (node: ListedClient) => string> = {
  NAME: sortNameOf,
  NUMBER: ({ number }) => number,
  CREATED_AT: ({ createdAt }) => createdAt,
};

describe('clients', () => {
  it('gives the same as going through everybody, for each search, filter and order, forward and backward', async () => {
    const { list, program, enrolled, all } = await aFilledPractice(app);
    const searches = [
      '',
      'jan',
      'zoe',
      'gmail',
      'vries ada',
      'soren jansen',
      'p-00',
      'p-1200',
      'p- ja',
      'berg van',
      'zorg.example jan',
      'obrien',
      'nobody',
      '100%',
      'a_a',
      'z',
      'j ada',
      'a v',
      '%',
    ];
    const statusSets: (ClientStatus[] | null)[] = [
      null,
      ['INVITE_PENDING'],
      ['INVITE_EXPIRED'],
      ['ACTIVE', 'NO_EMAIL', 'INVITE_EXPIRED'],
      ['INVITE_PENDING', 'INVITE_EXPIRED'],
      ['DEACTIVATED'],
      [],
    ];
    const orders = Object.keys(KEYS).flatMap((field) =>
      ['ASC', 'DESC'].map((direction) => ({ field, direction })),
    );
    let turn = 0;
    for (const search of searches)
      for (const statuses of statusSets)
        for (const programId of search === '' ? [null, program.id] : [turn % 2 ? null : program.id]) {
          const sort = orders[turn++ % orders.length] as { field: string; direction: string };
          const key = KEYS[sort.field] as (node: ListedClient) => string;
          const expected = all
            .filter((node) =>
              fold(search)
                .split(/\s+/)
                .every((word) => searchTermsOf(node).some((term) => term.startsWith(word))),
            )
            .filter((node) => statuses === null || statuses.includes(node.status))
            .filter((node) => programId === null || enrolled.has(node.id))
            .sort((a, b) => bytes(key(a), key(b)) || bytes(a.id, b.id))
            .map(({ id }) => id);
          if (sort.direction === 'DESC') expected.reverse();
          const filter = { search, statuses, programId };
          const label = JSON.stringify({ ...filter, sort });
          const forward: string[] = [];
          let after: string | null = null;
          do {
            const page = await list({ filter, sort, first: 13, after });
            expect(page.totalCount, label).toBe(expected.length);
            expect(page.pageInfo.hasPreviousPage, label).toBe(after !== null);
            forward.push(...page.nodes.map(({ id }: ListedClient) => id));
            after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
          } while (after);
          expect(forward, label).toEqual(expected);
          const end = await list({ filter, sort, last: 9 });
          expect(
            end.nodes.map(({ id }: ListedClient) => id),
            label,
          ).toEqual(expected.slice(-9));
          if (!end.pageInfo.hasPreviousPage) continue;
          const before = await list({ filter, sort, last: 9, before: end.pageInfo.startCursor });
          expect(
            before.nodes.map(({ id }: ListedClient) => id),
            label,
          ).toEqual(expected.slice(-18, -9));
          expect(before.pageInfo.hasNextPage, label).toBe(true);
        }
  }, 120_000);

  it('lets the clock of the database decide who is expired, whether or not a sweep has run', async () => {
    const { organization, staff, list } = await aPractice(app);
    const client = await aClient(app, organization);
    const invitation = await anInvitation(app, client, { sentBy: staff });
    const listed = async (statuses: ClientStatus[]) =>
      (await list({ filter: { statuses } })).nodes.map(({ status }: ListedClient) => status);
    expect(await listed(['INVITE_PENDING'])).toEqual(['INVITE_PENDING']);
    expect(await listed(['INVITE_EXPIRED'])).toEqual([]);
    await passTime(app, invitation.id, { days: 14 });
    expect(await listed(['INVITE_PENDING'])).toEqual([]);
    expect(await listed(['INVITE_EXPIRED'])).toEqual(['INVITE_EXPIRED']);
    const [row] = await app.sql('SELECT status FROM clients WHERE id = ?', [client.id]);
    expect(row.status).toBe('INVITE_PENDING');
  });

  it('finds a client by name, status and program as they are now, whatever came first', async () => {
    const { organization, staff, list } = await aPractice(app);
    const program = await aProgram(app, organization);
    const other = await aProgram(app, organization);
    const { id } = await aClient(app, organization, { firstName: 'Ada', lastName: 'Jansen' });
    const found = async (search: string, statuses: ClientStatus[], programId: string | null = program.id) =>
      (await list({ filter: { search, statuses, programId } })).totalCount;
    await app.ask(
      `mutation Add($input: AddClientsToProgramInput!) { addClientsToProgram(input: $input) { errors { code } } }`,
      { input: { programId: program.id, clientIds: [id] } },
      { as: staff },
    );
    expect(await found('jansen ada', ['NOT_INVITED'])).toBe(1);
    expect(await found('jansen', ['NOT_INVITED'], other.id)).toBe(0);
    await app.sql(`UPDATE clients SET status = 'ACTIVE' WHERE id = ?`, [id]);
    await app.ask(
      'mutation Rename($input: UpdateClientInput!) { updateClient(input: $input) { errors { code } } }',
      { input: { id, lastName: 'Bakker' } },
      { as: staff },
    );
    for (const programId of [program.id, null]) {
      expect(await found('bakker ada', ['ACTIVE'], programId)).toBe(1);
      expect(await found('ada', ['NOT_INVITED'], programId)).toBe(0);
      expect(await found('jansen', ['ACTIVE', 'NOT_INVITED'], programId)).toBe(0);
    }
    await app.sql('DELETE FROM clients WHERE id = ?', [id]);
    expect(await found('ada', ['ACTIVE'])).toBe(0);
    expect(await app.sql('SELECT 1 FROM client_search_terms WHERE client_id = ?', [id])).toEqual([]);
  });

  it('gives 50 unless told, at most 100, also when a variable says more', async () => {
    const { list } = await aFilledPractice(app);
    expect((await list()).nodes).toHaveLength(50);
    expect((await list({ last: 100 })).nodes).toHaveLength(72);
    for (const args of [
      { first: 101 },
      { first: 0 },
      { last: -1 },
      { first: 10_000_000 },
      { first: 5, last: 5 },
    ])
      await expect(list(args)).rejects.toThrow('BAD_USER_INPUT');
  });

  it('refuses what is no cursor of this list', async () => {
    const { list } = await aFilledPractice(app);
    const { pageInfo } = await list({ first: 2 });
    const forged = (...value: unknown[]) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const bad = ['x', '', 'bnVsbA', forged('NAME ASC', 0, 0), forged('NAME ASC', 'a', '0'), 'A'.repeat(3000)];
    for (const after of bad) await expect(list({ first: 2, after })).rejects.toThrow('BAD_USER_INPUT');
    const sort = { field: 'CREATED_AT', direction: 'ASC' };
    await expect(list({ first: 2, after: pageInfo.endCursor, sort })).rejects.toThrow('BAD_USER_INPUT');
    const id = JSON.parse(Buffer.from(pageInfo.endCursor, 'base64url').toString())[2];
    for (const key of ['tomorrow', '2026-99-99 00:00:00', '2026-02-30 00:00:00.000', '2026-01-01 24:61:00'])
      await expect(list({ last: 2, before: forged('CREATED_AT ASC', key, id), sort })).rejects.toThrow(
        'BAD_USER_INPUT',
      );
    const moment = forged('CREATED_AT ASC', '2026-02-28 23:59:59.5', id);
    await expect(list({ first: 2, after: moment, sort })).resolves.toBeDefined();
    await expect(list({ first: 2, before: pageInfo.endCursor })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('shows an organization its own clients only, and nobody else any', async () => {
    const { organization, staff } = await aFilledPractice(app);
    const other = await aFilledPractice(app);
    const stranger = await app.graphql(LIST, { organizationId: organization.id }, { as: other.staff });
    expect(stranger.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staff.staffMemberId]);
    const roleless = await app.graphql(LIST, { organizationId: organization.id }, { as: staff });
    expect(roleless.errors).toEqual(stranger.errors);
    const { nodes } = await other.list({ filter: { search: 'jan' }, first: 100 });
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.every(({ id }: ListedClient) => other.all.some((node) => node.id === id))).toBe(true);
    const [foreign] = (await app.sql('SELECT program_id FROM enrolments WHERE organization_id = ? LIMIT 1', [
      organization.id,
    ])) as { program_id: string }[];
    expect((await other.list({ filter: { programId: foreign?.program_id } })).nodes).toEqual([]);
  });
});
