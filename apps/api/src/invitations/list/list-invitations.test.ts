import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aConnection,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffInvitation,
  aStaffMember,
  passTime,
  staffWithOnly,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import type { Attempt } from '../../pagination/attempt.js';
import { countUpTo } from '../../pagination/count-up-to.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import type { InvitationStatus } from '../invitation.entity.js';
import { alongIndex } from './invitation-branches.js';
import { readInvitationCriteria } from './list-invitations.js';
import { planInvitationList } from './plan-invitation-list.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const LIST = `query List($organizationId: ID!, $filter: InvitationFilter, $sort: InvitationSort, $first: Int, $after: String, $last: Int) {
  invitations(organizationId: $organizationId, filter: $filter, sort: $sort, first: $first, after: $after, last: $last) {
    totalCount nodes { id email status client { firstName } } pageInfo { endCursor hasNextPage }
  }
}`;

async function practice() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const invited = async (
    name: string,
    status: Exclude<InvitationStatus, 'EXPIRED'>,
    days: number,
    delivery = 'SENT',
  ) => {
    const client = await aClient(app, organization, { firstName: name, email: `${name}@example.org` });
    const invitation = await anInvitation(app, client, { sentBy: staff, status });
    if (days > 0) await passTime(app, invitation.id, { days });
    await app.sql('UPDATE invitations SET delivery_state = ? WHERE id = ?', [delivery, invitation.id]);
  };
  await invited('ada', 'PENDING', 1);
  await invited('bob', 'PENDING', 15, 'BOUNCED');
  await invited('cem', 'PENDING', 20);
  await invited('dia', 'WITHDRAWN', 2);
  await invited('eva', 'ACCEPTED', 3);
  await invited('fay', 'PENDING', 0, 'BOUNCED');
  const list = async (filter?: object | null, args: object = {}) =>
    (await app.ask(LIST, { organizationId: organization.id, filter, ...args }, { as: staff })).invitations;
  const names = async (filter?: object | null, args: object = {}) =>
    (await list(filter, args)).nodes.map(({ email }: { email: string }) => email.split('@')[0]).join(' ');
  return { organization, staff, list, names };
}

describe('invitations', () => {
  it('are the open ones, the latest sent first, with the status of the moment', async () => {
    const { list, names } = await practice();
    expect(await names()).toBe('fay ada bob cem');
    const { nodes, totalCount } = await list();
    expect(totalCount).toBe(4);
    expect(nodes.map(({ status }: { status: string }) => status)).toEqual([
      'PENDING',
      'PENDING',
      'EXPIRED',
      'EXPIRED',
    ]);
    expect(nodes[0].client.firstName).toBe('fay');
  });

  it('are filtered by status as of now, by delivery and by words, and sorted both ways', async () => {
    const { names } = await practice();
    expect(await names({ statuses: ['PENDING'] })).toBe('fay ada');
    expect(await names({ statuses: ['EXPIRED'] })).toBe('bob cem');
    expect(await names({ statuses: ['EXPIRED', 'WITHDRAWN', 'ACCEPTED'] })).toBe('dia eva bob cem');
    expect(await names({ deliveryStates: ['BOUNCED'] })).toBe('fay bob');
    expect(await names({ deliveryStates: ['BOUNCED', 'FAILED'], statuses: ['EXPIRED'] })).toBe('bob');
    expect(await names({ search: 'CEM' })).toBe('cem');
    expect(await names({ search: 'visser b' })).toBe('bob');
    expect(await names({ search: 'eva' })).toBe('');
    const sort = (field: string, direction: string) => ({ sort: { field, direction } });
    expect(await names(null, sort('SENT_AT', 'ASC'))).toBe('cem bob ada fay');
    expect(await names(null, sort('EXPIRES_AT', 'ASC'))).toBe('cem bob ada fay');
    expect(await names({ deliveryStates: ['SENT', 'BOUNCED'] }, sort('EXPIRES_AT', 'DESC'))).toBe(
      'fay ada bob cem',
    );
    expect(await names({ statuses: [] })).toBe('');
  });

  it('are filtered by program, of which the staff are none', async () => {
    const { organization, staff, list, names } = await practice();
    const program = await aProgram(app, organization);
    const [empty, elsewhere] = [await aProgram(app, organization), await anOrganization(app)];
    const foreign = await aProgram(app, elsewhere);
    const enrolled = async (of: { id: string }, into: { id: string }, name: string) => {
      const options = { firstName: name, email: `${name}@example.org`, program: into };
      return anInvitation(app, await aClient(app, of, options), { sentBy: staff });
    };
    await enrolled(organization, program, 'gus');
    await passTime(app, (await enrolled(organization, program, 'hal')).id, { days: 15 });
    await enrolled(elsewhere, foreign, 'ida');
    await aStaffInvitation(app, organization, { email: 'kim@example.org', sentBy: staff });
    const programId = program.id;
    expect(await names({ programId })).toBe('gus hal');
    expect((await list({ programId })).totalCount).toBe(2);
    expect(await names({ programId, statuses: ['EXPIRED'] })).toBe('hal');
    expect(await names({ programId, search: 'gus' })).toBe('gus');
    expect(await names({ programId, search: 'ada' })).toBe('');
    expect(await names({ programId, recipient: 'CLIENT' })).toBe('gus hal');
    expect(await names({ programId, recipient: 'STAFF' })).toBe('');
    expect(await names({ recipient: 'STAFF' })).toBe('kim');
    for (const wrong of [empty.id, foreign.id, organization.id, 'nonsense', ''])
      for (const search of ['', 'ida', 'gus']) {
        const { nodes, totalCount } = await list({ programId: wrong, search });
        expect({ nodes, totalCount }, `${wrong} ${search}`).toEqual({ nodes: [], totalCount: 0 });
      }
  });

  it('are in a program those of the own clients of whoever sees only these', async () => {
    const organization = await anOrganization(app);
    const program = await aProgram(app, organization);
    const own = await staffWithOnly(app, organization, 'clients.inviteOwn');
    const invited = async (options: { program?: { id: string } }, connected: boolean) => {
      const client = await aClient(app, organization, options);
      if (connected) await aConnection(app, own, client);
      return anInvitation(app, client);
    };
    const { id } = await invited({ program }, true);
    await invited({ program }, false);
    await invited({}, true);
    const ask = async (filter: object) =>
      (await app.ask(LIST, { organizationId: organization.id, filter }, { as: own })).invitations;
    expect((await ask({})).totalCount).toBe(2);
    for (const search of ['', 'visser'])
      expect(await ask({ programId: program.id, search })).toMatchObject({ totalCount: 1, nodes: [{ id }] });
    const foreign = await aProgram(app, await anOrganization(app));
    expect((await ask({ programId: foreign.id })).totalCount).toBe(0);
  });

  it('are found whichever way is taken: along the order, by the rarest word, by the program, or given up halfway', async () => {
    const organization = await anOrganization(app);
    const staff = await aStaffMember(app, organization, { lastName: 'Jansen' });
    const names = ['Jan', 'Janna', 'Piet', 'Jan Jansen', 'Janneke', 'Joris'];
    const [many, few] = [await aProgram(app, organization), await aProgram(app, organization)];
    for (let index = 0; index < 30; index += 1) {
      const firstName = names[index % names.length] ?? '';
      // Twice to be found by the same word, and once by two.
      const email = `jan.${index}@jansen.example`;
      const client = await aClient(app, organization, {
        firstName,
        email,
        ...(index % 5 === 4 ? {} : { program: index % 7 === 1 ? few : many }),
      });
      const status = (['PENDING', 'PENDING', 'ACCEPTED', 'WITHDRAWN'] as const)[index % 4] ?? 'PENDING';
      const invitation = await anInvitation(app, client, { sentBy: staff, status });
      await passTime(app, invitation.id, { days: index });
      if (index % 5 === 0)
        await app.sql(`UPDATE invitations SET delivery_state = 'BOUNCED' WHERE id = ?`, [invitation.id]);
    }
    await aStaffInvitation(app, organization, { email: 'jansen@example.org', sentBy: staff });
    const read = async (attempts: Attempt[], backward: boolean) => {
      const { rows } = await listByKeyset(
        app.context().db,
        {
          order: '',
          direction: 'DESC',
          attempts,
          columns: 'i.email',
          join: 'JOIN invitations i ON i.id = p.id',
        },
        { size: 5, backward, cursor: null },
        ({ email }) => email,
      );
      return rows.map(({ node }) => node);
    };
    const ways = new Set<string>();
    const whoever = [
      ...['janneke', 'piet jan', 'jansen', 'jan nobody'].map((search) => ({ search })),
      ...['', 'piet jan'].map((search) => ({ search, programId: many.id })),
      { search: '', programId: few.id },
    ];
    for (const those of whoever)
      for (const statuses of [['EXPIRED'], ['PENDING', 'EXPIRED', 'ACCEPTED'], []] as const)
        for (const deliveryStates of [null, ['BOUNCED', 'SENT']] as const)
          for (const staffToo of [true, false]) {
            const reach = { clients: true, staff: staffToo, clientsOf: null };
            const criteria = readInvitationCriteria(
              organization.id,
              { ...those, statuses: [...statuses], deliveryStates: deliveryStates && [...deliveryStates] },
              reach,
            );
            const efforts = [
              { cheap: 10_000, patience: 300 },
              { cheap: -1, patience: 2 },
            ];
            for (const wanted of [0.01, 60])
              for (const effort of efforts) {
                const attempts = await planInvitationList(app.context(), criteria, wanted, effort);
                for (const backward of [true, false]) {
                  const sure = await read([{ branches: alongIndex(criteria), scan: null }], backward);
                  expect(await read(attempts, backward), JSON.stringify(criteria)).toEqual(sure);
                  const last = attempts.at(-1);
                  expect(last && (await read([last], backward))).toEqual(sure);
                }
                ways.add(
                  attempts
                    .map(({ branches: [branch], residual, scan }) => {
                      if (residual) return 'by word';
                      if (branch?.from.startsWith('enrolments')) return 'by program';
                      return scan === null ? 'along' : 'for a while';
                    })
                    .join(),
                );
                expect(await countUpTo(app.context().db, attempts.at(-1) ?? { branches: [] }, 100)).toBe(
                  await countUpTo(app.context().db, { branches: alongIndex(criteria) }, 100),
                );
              }
          }
    expect([...ways].sort()).toEqual([
      'along',
      'by program',
      'by word',
      'for a while,by program',
      'for a while,by word',
    ]);
  });

  it('come page by page', async () => {
    const { list, names } = await practice();
    const page = await list(null, { first: 3 });
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(await names(null, { first: 3, after: page.pageInfo.endCursor })).toBe('cem');
    expect(await names(null, { last: 2 })).toBe('bob cem');
    await expect(list(null, { first: 3, after: 'nonsense' })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('are for staff of the organization', async () => {
    const { organization, staff } = await practice();
    const stranger = await aStaffMember(app, await anOrganization(app));
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staff.staffMemberId]);
    for (const as of [stranger, staff])
      expect((await app.graphql(LIST, { organizationId: organization.id }, { as })).errors).toMatchObject([
        { extensions: { code: 'NOT_FOUND' } },
      ]);
  });
});
