import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aStaffMember, passTime } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import type { InvitationStatus } from './invitation.entity.js';

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

  it('are over from the very millisecond on, in either order', async () => {
    const { organization, names } = await practice();
    const end = async (moment: string) =>
      app.sql(
        `UPDATE invitations SET expires_at = ${moment}, sent_at = ${moment} - INTERVAL 14 DAY
          WHERE organization_id = ? AND status = 'PENDING'`,
        [organization.id],
      );
    for (const field of ['SENT_AT', 'EXPIRES_AT']) {
      const sort = { sort: { field, direction: 'ASC' } };
      await end('NOW(3) + INTERVAL 20 SECOND');
      expect(await names({ statuses: ['EXPIRED'] }, sort)).toBe('');
      expect((await names({ statuses: ['PENDING'] }, sort)).split(' ')).toHaveLength(4);
      await end('NOW(3)');
      expect(await names({ statuses: ['PENDING'] }, sort)).toBe('');
      expect((await names({ statuses: ['EXPIRED'] }, sort)).split(' ')).toHaveLength(4);
    }
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
