import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aConnection, anOrganization, aStaffMember, aUser } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const OF_CLIENT = `query ($id: ID!) {
  client(id: $id) { recordOpen { allowed code } connections { id active status } }
}`;

describe('a connection of somebody deactivated', () => {
  it('is paused with its reason until they are back, whether it has ever been active or not', async () => {
    const organization = await anOrganization(app);
    const noor = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const bram = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
    const ada = await aClient(app, organization, { user: await aUser(app) });
    const invited = await aClient(app, organization);
    const [tie, promise] = [await aConnection(app, bram, ada), await aConnection(app, bram, invited)];
    const OF_STAFF = `query ($organizationId: ID!, $staffId: ID) {
      connections(organizationId: $organizationId, staffId: $staffId) { nodes { id active status activatedAt staffMember { active } } } }`;
    const OF = { organizationId: organization.id, staffId: bram.staffMemberId };
    const stated = async () => {
      const { nodes } = (await app.ask(OF_STAFF, OF, { as: noor })).connections;
      for (const [{ id }, client] of [
        [tie, ada],
        [promise, invited],
      ] as const) {
        const seen = await app.ask(OF_CLIENT, { id: client.id }, { as: noor });
        const { active, status } = nodes.find((node: { id: string }) => node.id === id);
        expect(seen.client.connections).toMatchObject([{ active, status }]);
      }
      return [tie, promise].map(({ id }) => nodes.find((node: { id: string }) => node.id === id));
    };
    const deactivate = (table: string, id: string, when: string, more = '') =>
      app.sql(`UPDATE ${table} SET deactivated_at = ${when}${more} WHERE id = ?`, [id]);
    const before = await stated();
    expect(before).toMatchObject([
      { active: true, status: 'ACTIVE' },
      { active: false, status: 'PENDING', activatedAt: null },
    ]);
    const { activatedAt } = before[0];

    await deactivate('clients', ada.id, 'NOW(3)', ", status = 'DEACTIVATED'");
    expect(await stated()).toMatchObject([
      { active: false, status: 'CLIENT_DEACTIVATED', activatedAt, staffMember: { active: true } },
      { status: 'PENDING' },
    ]);
    expect((await app.ask(OF_CLIENT, { id: ada.id }, { as: bram })).client.recordOpen).toEqual({
      allowed: false,
      code: 'DEACTIVATED',
    });
    await deactivate('clients', ada.id, 'NULL', ", status = 'ACTIVE'");
    await deactivate('staff_members', bram.staffMemberId, 'NOW(3)');
    expect(await stated()).toMatchObject([
      { active: false, status: 'STAFF_DEACTIVATED', activatedAt, staffMember: { active: false } },
      { active: false, status: 'STAFF_DEACTIVATED' },
    ]);
    await deactivate('staff_members', bram.staffMemberId, 'NULL');
    expect(await stated()).toEqual(before);
  });
});
