import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  passTime,
} from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('client', () => {
  const GET = `query Get($id: ID!) { client(id: $id) {
    number status programs { name } invitation { status email }
    canInvite { allowed code reason } canRemind { allowed code reason } canResend { allowed code } canWithdraw { allowed code }
  } }`;

  it('says of each action whether it can be done and why not', async () => {
    const organization = await anOrganization(app);
    const staff = await aStaffMember(app, organization);
    const program = await aProgram(app, organization, { name: 'Sleep' });
    const codes = async (id: string) => {
      const { client } = await app.ask(GET, { id }, { as: staff });
      return [client.canInvite, client.canRemind, client.canResend, client.canWithdraw].map(
        ({ allowed, code }) => (allowed ? 'yes' : code),
      );
    };
    const fresh = await aClient(app, organization, { program });
    expect(await codes(fresh.id)).toEqual(['yes', 'NOT_INVITED', 'NOT_INVITED', 'NOT_INVITED']);
    const bare = await aClient(app, organization, { email: null });
    expect(await codes(bare.id)).toEqual(['NO_EMAIL', 'NO_EMAIL', 'NO_EMAIL', 'NO_EMAIL']);
    const active = await aClient(app, organization, { status: 'ACTIVE' });
    expect(await codes(active.id)).toEqual(Array(4).fill('ALREADY_ACTIVE'));
    const gone = await aClient(app, organization, { status: 'DEACTIVATED' });
    expect(await codes(gone.id)).toEqual(Array(4).fill('DEACTIVATED'));
    const open = await aClient(app, organization);
    const invitation = await anInvitation(app, open, { sentBy: staff });
    expect(await codes(open.id)).toEqual(['INVITE_OPEN', 'yes', 'yes', 'yes']);
    await passTime(app, invitation.id, { days: 14 });
    expect(await codes(open.id)).toEqual(['yes', 'EXPIRED', 'yes', 'yes']);
    const { client } = await app.ask(GET, { id: fresh.id }, { as: staff });
    expect(client).toMatchObject({ status: 'NOT_INVITED', programs: [{ name: 'Sleep' }], invitation: null });
  });

  it('is not found for another organization, and for what is no id', async () => {
    const organization = await anOrganization(app);
    const { id } = await aClient(app, organization);
    const stranger = await aStaffMember(app, await anOrganization(app));
    for (const wanted of [id, '0', '01900000-0000-7000-8000-000000000000']) {
      const { data, errors } = await app.graphql(GET, { id: wanted }, { as: stranger });
      expect({ data, code: errors?.[0]?.extensions?.code }).toEqual({
        data: { client: null },
        code: 'NOT_FOUND',
      });
    }
  });
});
