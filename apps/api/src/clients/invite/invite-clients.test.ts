import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, anOrganization, aStaffMember, passTime } from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const INVITE = `mutation Invite($input: InviteClientsInput!) {
  inviteClients(input: $input) {
    rows { clientId invited code reason client { status } } mailing { id } operation { id } errors { code path }
  }
}`;

async function practice() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const invite = async (clientIds: string[], input: object = {}) =>
    (await app.ask(INVITE, { input: { clientIds, ...input } }, { as: staff })).inviteClients;
  return { organization, staff, invite };
}

describe('inviteClients', () => {
  it('invites those who can be, and says of each other row why not', async () => {
    const { organization, staff, invite } = await practice();
    const fresh = await aClient(app, organization);
    const open = await aClient(app, organization);
    await anInvitation(app, open, { sentBy: staff });
    const bare = await aClient(app, organization, { email: null });
    const active = await aClient(app, organization, { status: 'ACTIVE' });
    const foreign = await aClient(app, await anOrganization(app));
    const ids = [fresh, open, bare, active, foreign].map(({ id }) => id);
    const { rows, mailing, errors } = await invite([...ids, '0', fresh.id]);
    expect(errors).toEqual([]);
    expect(
      rows.map(({ clientId, invited, code }: { clientId: string; invited: boolean; code: string }) => [
        clientId,
        invited || code,
      ]),
    ).toEqual([
      [fresh.id, true],
      [open.id, 'INVITE_OPEN'],
      [bare.id, 'NO_EMAIL'],
      [active.id, 'ALREADY_ACTIVE'],
      [foreign.id, 'NOT_FOUND'],
      ['0', 'NOT_FOUND'],
    ]);
    expect(rows[0].client.status).toBe('INVITE_PENDING');
    expect(rows[1].reason).toMatch(/already been invited.*remind.*resend/);
    expect(await app.sql('SELECT recipient FROM mails WHERE mailing_id = ?', [mailing.id])).toEqual([
      { recipient: fresh.email },
    ]);
  });

  it('offers an expired one again with the same link, and a withdrawn one with a new link', async () => {
    const { organization, staff, invite } = await practice();
    const over = await aClient(app, organization);
    const expired = await anInvitation(app, over, { sentBy: staff });
    await passTime(app, expired.id, { days: 14 });
    const back = await aClient(app, organization);
    const withdrawn = await anInvitation(app, back, { sentBy: staff });
    await app.sql("UPDATE invitations SET status = 'WITHDRAWN', withdrawn_at = NOW(3) WHERE id = ?", [
      withdrawn.id,
    ]);
    await app.sql("UPDATE clients SET status = 'INVITE_WITHDRAWN' WHERE id = ?", [back.id]);
    const { rows } = await invite([over.id, back.id]);
    expect(rows).toMatchObject([{ invited: true }, { invited: true }]);
    const read = (id: string) =>
      app.sql(
        'SELECT status, generation, expires_at > NOW(3) + INTERVAL 13 DAY AS anew FROM invitations WHERE id = ?',
        [id],
      );
    expect(await read(expired.id)).toEqual([{ status: 'PENDING', generation: 1, anew: 1 }]);
    expect(await read(withdrawn.id)).toEqual([{ status: 'PENDING', generation: 2, anew: 1 }]);
  });

  it('sends one mail to a client whom ten invite at once', async () => {
    const { organization, invite } = await practice();
    const { id } = await aClient(app, organization);
    const answers = await Promise.all(Array.from({ length: 10 }, () => invite([id])));
    expect(answers.filter(({ rows }) => rows[0].invited)).toHaveLength(1);
    expect(answers.flatMap(({ rows }) => rows[0].code ?? [])).toEqual(Array(9).fill('INVITE_OPEN'));
    expect(await app.sql('SELECT 1 FROM mails WHERE organization_id = ?', [organization.id])).toHaveLength(1);
  });

  it('refuses what is no use, and sends nothing with a broken message', async () => {
    const { organization, staff, invite } = await practice();
    const { id } = await aClient(app, organization);
    expect((await invite([])).errors).toMatchObject([{ code: 'REQUIRED', path: ['clientIds'] }]);
    await expect(invite(Array.from({ length: 201 }, () => id))).rejects.toThrow('at most 200');
    expect((await invite([id], { selection: { organizationId: organization.id } })).errors).toMatchObject([
      { code: 'INVALID' },
    ]);
    expect(
      (await invite([id], { message: { subject: 'x', body: '{{Clien', buttonText: 'x' } })).errors,
    ).toMatchObject([{ path: ['message', 'body'] }]);
    const stranger = await aStaffMember(app, await anOrganization(app));
    await app.sql('DELETE FROM staff_member_roles WHERE staff_member_id = ?', [staff.staffMemberId]);
    for (const as of [stranger, staff])
      for (const input of [{ clientIds: [id] }, { selection: { organizationId: organization.id } }])
        expect((await app.graphql(INVITE, { input }, { as })).errors).toMatchObject([
          { extensions: { code: 'NOT_FOUND' } },
        ]);
    expect(await app.sql('SELECT 1 FROM mails WHERE organization_id = ?', [organization.id])).toEqual([]);
  });
});
