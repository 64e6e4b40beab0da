import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember } from '../../../test/builders.js';
import {
  CHANGE,
  changingStaff,
  DEACTIVATE,
  LEAVE,
  REACTIVATE,
  UPDATE,
} from '../../../test/changing-staff.js';
import { type App, startApp } from '../../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { codeOf, practice, rolesOf } = changingStaff(() => app);

describe('staff of another organization and without the permission', () => {
  it('change nobody', async () => {
    const { organization, owner, clinician } = await practice();
    const stranger = await aStaffMember(app, await anOrganization(app));
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const id = clinician.staffMemberId;
    for (const [query, input] of [
      [CHANGE, { staffMemberId: id, roleIds: ['OWNER'] }],
      [DEACTIVATE, { id }],
      [REACTIVATE, { id }],
      [UPDATE, { id, firstName: 'X' }],
    ] as const) {
      expect(await codeOf(query, input, stranger)).toBe('NOT_FOUND');
      expect(await codeOf(query, input, assistant)).toBe('FORBIDDEN');
    }
    expect(await codeOf(LEAVE, { organizationId: organization.id }, stranger)).toBe('NOT_FOUND');
    expect(await codeOf(LEAVE, { organizationId: 'é' }, owner)).toBe('NOT_FOUND');
    expect(await rolesOf(clinician)).toEqual(['CLINICIAN']);
  });
});
