import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anOrganization, aStaffMember } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('clientsPlan', () => {
  const PLAN = `query Plan($input: ClientsPlanInput!) {
    clientsPlan(input: $input) {
      total createCount errors { code path }
      rows { index start end text address outcome status suggestion code reason }
    }
  }`;

  it('says what would become of each address and changes nothing', async () => {
    const organization = await anOrganization(app);
    const staff = await aStaffMember(app, organization);
    await aClient(app, organization, { email: 'in@example.org', status: 'ACTIVE' });
    const emails = 'new@example.org in@example.org new@example.org jan@gmial.com broken@';
    const { clientsPlan } = await app.ask(
      PLAN,
      { input: { organizationId: organization.id, emails } },
      { as: staff },
    );
    expect(clientsPlan).toMatchObject({ total: 4, createCount: 2, errors: [] });
    expect(clientsPlan.rows).toMatchObject([
      { outcome: 'CREATE' },
      { outcome: 'ALREADY_CLIENT', status: 'ACTIVE' },
      { outcome: 'DUPLICATE' },
      { outcome: 'CREATE', suggestion: 'jan@gmail.com' },
      { outcome: 'INVALID', code: 'NO_DOMAIN', text: 'broken@' },
    ]);
    expect(await app.sql('SELECT id FROM clients WHERE organization_id = ?', [organization.id])).toHaveLength(
      1,
    );
    const stranger = await aStaffMember(app, await anOrganization(app));
    const answer = await app.graphql(
      PLAN,
      { input: { organizationId: organization.id, emails } },
      { as: stranger },
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
