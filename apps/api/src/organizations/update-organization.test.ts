import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const UPDATE = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
  organization { name language timeZone phone visitingAddress accentColor description treatments registrationMode }
  errors { code path } } }`;

describe('what an organization says of itself', () => {
  it('is changed by whoever may change settings, and what is left out stays', async () => {
    const organization = await anOrganization(app);
    const as = await aStaffMember(app, organization, { roles: ['ADMINISTRATOR'] });
    const update = async (input: object) =>
      (await app.ask(UPDATE, { input: { id: organization.id, ...input } }, { as })).updateOrganization;
    const everything = {
      name: 'De Eik',
      language: 'NL',
      timeZone: 'Europe/Brussels',
      phone: '+31 (20) 555-01 42',
      visitingAddress: 'Lindelaan 12\n1098 AB Amsterdam',
      accentColor: '#a1b2c3',
      description: 'A practice\n\nin two paragraphs',
      treatments: 'EMDR\nSleep',
      registrationMode: 'WITH_APPROVAL',
    };
    expect(await update(everything)).toEqual({ organization: everything, errors: [] });
    expect(await update({ phone: null, description: ' ' })).toEqual({
      organization: { ...everything, phone: null, description: null },
      errors: [],
    });
    await update({ name: 'De Eik' });
    const audit = await app.sql(
      'SELECT action, actor_staff_id, details FROM audit_entries WHERE organization_id = ? ORDER BY id',
      [organization.id],
    );
    expect(audit).toMatchObject(
      Array(2).fill({ action: 'organization.updated', actor_staff_id: as.staffMemberId }),
    );
    expect(JSON.parse(audit[0].details)).toMatchObject({
      registrationMode: { from: 'INVITATION_ONLY', to: 'WITH_APPROVAL' },
    });
    expect(JSON.parse(audit[1].details)).toEqual({ fields: ['phone', 'description'] });
    expect(audit[0].details).not.toContain('Lindelaan');
  });

  it('is refused where it cannot be, each at its field, and then nothing changes', async () => {
    const organization = await anOrganization(app);
    const as = await aStaffMember(app, organization);
    const input = {
      id: organization.id,
      name: '\u202e \u200b',
      timeZone: 'Mars/Phobos',
      phone: 'call <me>',
      accentColor: 'javascript:alert(1)',
      visitingAddress: 'x'.repeat(256),
      description: 'x'.repeat(2001),
      registrationMode: 'OPEN',
    };
    const { updateOrganization } = await app.ask(UPDATE, { input }, { as });
    expect(
      updateOrganization.errors.map(({ code, path }: { code: string; path: string[] }) => [path[0], code]),
    ).toEqual([
      ['name', 'REQUIRED'],
      ['timeZone', 'INVALID'],
      ['accentColor', 'INVALID'],
      ['phone', 'INVALID'],
      ['visitingAddress', 'TOO_LONG'],
      ['description', 'TOO_LONG'],
    ]);
    const [row] = await app.sql('SELECT name, registration_mode FROM organizations WHERE id = ?', [
      organization.id,
    ]);
    expect(row).toEqual({ name: organization.name, registration_mode: 'INVITATION_ONLY' });
  });

  it('names its time zone, since not every browser knows an offset for one', async () => {
    const organization = await anOrganization(app);
    const as = await aStaffMember(app, organization);
    const update = async (timeZone: string) =>
      (await app.ask(UPDATE, { input: { id: organization.id, timeZone } }, { as })).updateOrganization.errors;
    for (const offset of ['+01:00', '-0530', '+01'])
      expect(await update(offset)).toEqual([{ code: 'INVALID', path: ['timeZone'] }]);
    expect(await update('Etc/GMT-1')).toEqual([]);
  });

  it.each(['ASSISTANT', 'CLINICIAN', 'SUPPORT'] as const)('is not for the role %s', async (role) => {
    const organization = await anOrganization(app);
    const as = await aStaffMember(app, organization, { roles: [role] });
    const { errors } = await app.graphql(UPDATE, { input: { id: organization.id, name: 'Mine' } }, { as });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
