import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStaffInvitation, type BuiltStaffMember } from '../../../test/builders.js';
import { changingStaff, UPDATE } from '../../../test/changing-staff.js';
import { type App, startApp } from '../../../test/harness.js';
import { invitationToken } from '../../invitations/invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { run, practice } = changingStaff(() => app);

describe('what is on file of a staff member', () => {
  it('is corrected, a number is theirs alone, and an active one keeps the address they sign in with', async () => {
    const { owner, clinician, administrator } = await practice();
    const update = (member: BuiltStaffMember, input: object) =>
      run(UPDATE, { id: member.staffMemberId, ...input }, owner);
    expect(
      (await update(clinician, { firstName: ' Bram ', lastName: 'Smit', number: 'S-9' })).staffMember,
    ).toMatchObject({ firstName: 'Bram', lastName: 'Smit', number: 'S-9' });
    expect((await update(administrator, { number: 's-9' })).errors).toMatchObject([
      { code: 'TAKEN', path: ['number'] },
    ]);
    expect((await update(clinician, { number: '' })).staffMember.number).toBeNull();
    expect((await update(clinician, { email: 'new@example.com' })).errors).toMatchObject([
      { code: 'OWN_ADDRESS', path: ['email'] },
    ]);
    expect((await update(clinician, { email: clinician.email })).errors).toEqual([]);
  });
});

describe('the address of somebody invited', () => {
  it('is corrected, and the link that was sent to the old one is dead', async () => {
    const { organization, owner } = await practice();
    const invited = await aStaffInvitation(app, organization, { roles: ['CLINICIAN'], sentBy: owner });
    const state = async () =>
      (
        await app.ask('query ($token: String!) { invitationPreview(token: $token) { state } }', {
          token: invitationToken(app.services.config.tokenKeys, invited.invitationId, 1),
        })
      ).invitationPreview.state;
    expect(await state()).toBe('OPEN');
    const update = (input: object) =>
      app.ask(
        `mutation Do($input: UpdateStaffMemberInput!) {
          updateStaffMember(input: $input) { linkReplaced staffMember { status email } errors { code path } } }`,
        { input: { id: invited.staffMemberId, ...input } },
        { as: owner },
      );
    for (const [email, code] of [
      [owner.email, 'TAKEN'],
      ['no address', 'BAD_ADDRESS'],
      ['', 'REQUIRED'],
    ])
      expect((await update({ email })).updateStaffMember.errors).toEqual([{ code, path: ['email'] }]);
    expect(await state()).toBe('OPEN');
    const { updateStaffMember } = await update({ email: 'Right@Example.com' });
    expect(updateStaffMember).toEqual({
      linkReplaced: true,
      staffMember: { status: 'INVITE_WITHDRAWN', email: 'right@example.com' },
      errors: [],
    });
    expect(await state()).toBe('UNKNOWN');
  });
});
