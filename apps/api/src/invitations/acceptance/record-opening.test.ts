import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  aUser,
  type BuiltInvitation,
  passTime,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import type { InvitationStatus } from '../invitation.entity.js';
import { invitationToken } from '../invitation-token.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const RECORD = `mutation ($input: RecordOpeningInput!) { recordOpening(input: $input) { errors { code } } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { errors { code } } }`;
const PREVIEW = 'query ($token: String!) { invitationPreview(token: $token) { state supportCode } }';

async function anInvitee(status: Exclude<InvitationStatus, 'EXPIRED'> = 'PENDING') {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const invitation = await anInvitation(app, await aClient(app, organization), { sentBy: staff, status });
  return { invitation, staff };
}

const tokenOf = ({ id }: BuiltInvitation, generation = 1) =>
  invitationToken(app.services.config.tokenKeys, id, generation);
const open = async (token: string, byPerson = false) =>
  (await app.ask(RECORD, { input: { token, byPerson } })).recordOpening;
const eventsOf = async ({ id }: BuiltInvitation) =>
  (await app.sql('SELECT type, detail FROM invitation_events WHERE invitation_id = ? ORDER BY id', [id])).map(
    ({ type, detail }) => `${type} ${detail}`,
  );
const row = async ({ id }: BuiltInvitation) =>
  JSON.stringify(await app.sql('SELECT * FROM invitations WHERE id = ?', [id]));

describe('that a link was opened', () => {
  it('is noted once a day, without a person until one is seen, and changes nothing else', async () => {
    const { invitation } = await anInvitee();
    const before = await row(invitation);
    await open(tokenOf(invitation));
    await open(tokenOf(invitation));
    expect(await eventsOf(invitation)).toEqual(['OPENED UNSEEN']);
    await open(tokenOf(invitation), true);
    await open(tokenOf(invitation));
    expect(await eventsOf(invitation)).toEqual(['OPENED PERSON']);
    await passTime(app, invitation.id, { days: 2 });
    const later = await row(invitation);
    await open(tokenOf(invitation));
    expect(await eventsOf(invitation)).toEqual(['OPENED PERSON', 'OPENED UNSEEN']);
    expect(await row(invitation)).toBe(later);
    expect(before).not.toBe(later);
  });

  it('fills no table, however many open it at once or for how long', async () => {
    const { invitation } = await anInvitee();
    await Promise.all(Array.from({ length: 20 }, () => open(tokenOf(invitation), true)));
    expect(await eventsOf(invitation)).toHaveLength(1);
    for (let day = 0; day < 60; day += 1) {
      await app.sql('UPDATE invitation_events SET at = at - INTERVAL 2 DAY WHERE invitation_id = ?', [
        invitation.id,
      ]);
      await open(tokenOf(invitation));
    }
    expect(await eventsOf(invitation)).toHaveLength(40);
  });

  it('is noted with the reason when it is good no more, by looking and by trying', async () => {
    const withdrawn = (await anInvitee('WITHDRAWN')).invitation;
    const used = (await anInvitee('ACCEPTED')).invitation;
    const expired = (await anInvitee()).invitation;
    await passTime(app, expired.id, { days: 15 });
    for (const invitation of [withdrawn, used, expired]) await open(tokenOf(invitation));
    expect(await eventsOf(withdrawn)).toEqual(['LINK_REFUSED LINK_WITHDRAWN']);
    expect(await eventsOf(used)).toEqual(['LINK_REFUSED LINK_USED']);
    expect(await eventsOf(expired)).toEqual(['LINK_REFUSED LINK_EXPIRED']);

    const tried = (await anInvitee('WITHDRAWN')).invitation;
    const answer = await app.ask(ACCEPT, { input: { token: tokenOf(tried) } });
    expect(answer.acceptInvitation.errors).toEqual([{ code: 'LINK_WITHDRAWN' }]);
    expect(await eventsOf(tried)).toEqual(['LINK_REFUSED LINK_WITHDRAWN']);
  });

  it('is noted of a link that another one has replaced, and the page says nothing of it', async () => {
    const { invitation } = await anInvitee();
    await app.sql('UPDATE invitations SET generation = 3 WHERE id = ?', [invitation.id]);
    const answers = [await open(tokenOf(invitation, 1)), await open(tokenOf(invitation, 4))];
    expect(answers[0]).toEqual(answers[1]);
    expect(await eventsOf(invitation)).toEqual(['LINK_REFUSED LINK_REPLACED']);
    const { invitationPreview } = await app.ask(PREVIEW, { token: tokenOf(invitation, 1) });
    expect(invitationPreview).toEqual({ state: 'UNKNOWN', supportCode: null });
  });

  it('is noted of somebody signed in with another address, once a day', async () => {
    const { invitation } = await anInvitee();
    const other = await aUser(app);
    for (let time = 0; time < 3; time += 1)
      await app.ask(ACCEPT, { input: { token: tokenOf(invitation) } }, { as: other });
    expect(await eventsOf(invitation)).toEqual(['WRONG_USER null']);
  });
});

describe('the page of a link', () => {
  it('shows the support code whatever has become of the link', async () => {
    for (const status of ['PENDING', 'WITHDRAWN', 'ACCEPTED'] as const) {
      const { invitation } = await anInvitee(status);
      const [{ code }] = await app.sql('SELECT support_code AS code FROM invitations WHERE id = ?', [
        invitation.id,
      ]);
      const { invitationPreview } = await app.ask(PREVIEW, { token: tokenOf(invitation) });
      expect(invitationPreview.supportCode).toBe(code);
    }
  });
});
