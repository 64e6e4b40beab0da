import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApiKey, anOrganization, aStaffMember, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** Lets somebody act while the transaction that deactivates them is under way. */
async function whileDeactivated<T>(member: BuiltStaffMember, act: () => Promise<T>): Promise<T> {
  await app.cookieOf(member);
  const runner = app.services.dataSource.createQueryRunner();
  try {
    await runner.startTransaction('READ COMMITTED');
    await runner.query('SELECT id FROM organizations WHERE id = ? FOR UPDATE', [member.organizationId]);
    const acting = act();
    // Long enough for whoever asks first and locks later to have asked.
    await pause(300);
    await runner.query('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [
      member.staffMemberId,
    ]);
    await runner.commitTransaction();
    return await acting;
  } finally {
    await runner.release();
  }
}

describe('somebody who is just being deactivated', () => {
  it('gets no new key', async () => {
    const organization = await anOrganization(app);
    const leaving = await aStaffMember(app, organization, { roles: ['ADMINISTRATOR'] });
    const { data, errors } = await whileDeactivated(leaving, () =>
      app.graphql(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
        { input: { organizationId: organization.id, name: 'Mine', permissions: ['clients.read'] } },
        { as: leaving },
      ),
    );
    expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'NOT_FOUND']);
    expect(await app.sql('SELECT id FROM api_keys WHERE organization_id = ?', [organization.id])).toEqual([]);
  });

  it('gets no new secret of a key, which goes on working', async () => {
    const organization = await anOrganization(app);
    const key = await anApiKey(app, await aStaffMember(app, organization));
    const leaving = await aStaffMember(app, organization, { roles: ['ADMINISTRATOR'] });
    const { data, errors } = await whileDeactivated(leaving, () =>
      app.graphql(
        'mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret } }',
        { input: { id: key.id, grace: 'NONE' } },
        { as: leaving },
      ),
    );
    expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'NOT_FOUND']);
    expect(await app.ask('{ apiClient { id } }', {}, key)).toEqual({ apiClient: { id: key.id } });
  });
});
