import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aConnection,
  anOrganization,
  aStaffInvitation,
  aStaffMember,
  aUser,
  type BuiltClient,
  staffWithOnly,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { aQueuedInvitation, queueMail } from '../../../test/outbox.js';
import type { Permission } from '../../staff/permissions.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const MAILING = `query Mailing($id: ID!) {
  mailing(id: $id) {
    id total queued sending sent bounced failed unknown
    problems { email state reasonCode reason serverResponse client { id } }
  }
}`;

/** A sending with one mail in each of the given states. */
async function aMailing(states: string[]) {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const id = uuidv7();
  await app.sql('INSERT INTO mailings (id, organization_id, created_by) VALUES (?, ?, ?)', [
    id,
    organization.id,
    staff.staffMemberId,
  ]);
  const queued = [];
  for (const state of states) {
    const each = await aQueuedInvitation(app, organization);
    await app.sql('UPDATE mails SET mailing_id = ?, state = ? WHERE id = ?', [id, state, each.mail.id]);
    queued.push(each);
  }
  return { id, staff, queued };
}

describe('a mailing', () => {
  it('counts its mails by state', async () => {
    const { id, staff } = await aMailing(['QUEUED', 'QUEUED', 'SENDING', 'SENT', 'SENT', 'SENT', 'UNKNOWN']);
    const { mailing } = await app.ask(MAILING, { id }, { as: staff });
    expect(mailing).toMatchObject({
      id,
      total: 7,
      queued: 2,
      sending: 1,
      sent: 3,
      bounced: 0,
      failed: 0,
      unknown: 1,
    });
  });

  it('says of each problem whom it concerns and why, in plain words', async () => {
    const { id, staff, queued } = await aMailing(['SENT', 'BOUNCED']);
    const [, bounced] = queued;
    await app.sql('UPDATE mails SET reason_code = ?, server_response = ? WHERE id = ?', [
      'MAILBOX_UNKNOWN',
      '550 5.1.1 No such user',
      bounced?.mail.id,
    ]);
    const { mailing } = await app.ask(MAILING, { id }, { as: staff });
    expect(mailing.problems).toEqual([
      {
        email: bounced?.mail.recipient,
        state: 'BOUNCED',
        reasonCode: 'MAILBOX_UNKNOWN',
        reason: expect.stringContaining('does not exist'),
        serverResponse: '550 5.1.1 No such user',
        client: { id: bounced?.client.id },
      },
    ]);
  });

  it('tells each only the problems of invitations that they may see', async () => {
    const { id, staff, queued } = await aMailing(['BOUNCED', 'BOUNCED']);
    const [mine, other] = queued;
    const organization = { id: staff.organizationId };
    const colleague = await aStaffInvitation(app, organization, { sentBy: staff });
    await queueMail(app, { id: colleague.invitationId });
    await app.sql(`UPDATE mails SET mailing_id = ?, state = 'BOUNCED' WHERE invitation_id = ?`, [
      id,
      colleague.invitationId,
    ]);
    const [{ email: ofStaff }] = await app.sql('SELECT email FROM staff_members WHERE id = ?', [
      colleague.staffMemberId,
    ]);
    const having = (...permissions: Permission[]) => staffWithOnly(app, organization, ...permissions);
    const clinician = await having('clients.inviteOwn');
    await aConnection(app, clinician, mine?.client as BuiltClient);
    const seen = async (as: { userId: string }) =>
      (await app.ask(MAILING, { id }, { as })).mailing.problems
        .map(({ email }: { email: string }) => email)
        .sort();
    const ofClients = [mine?.mail.recipient, other?.mail.recipient];
    expect(await seen(staff)).toEqual([...ofClients, ofStaff].sort());
    expect(await seen(await having('invitations.read'))).toEqual(ofClients.sort());
    expect(await seen(await having('invitations.read', 'staff.read'))).toEqual(
      [...ofClients, ofStaff].sort(),
    );
    for (const [as, expected] of [
      [clinician, [mine?.mail.recipient]],
      [await having('staff.invite', 'staff.read'), [ofStaff]],
    ] as const) {
      await app.sql('UPDATE mailings SET created_by = ? WHERE id = ?', [as.staffMemberId, id]);
      expect(await seen(as)).toEqual(expected);
    }
  });

  it('is not found by staff of another organization, by no staff, and under a made-up id', async () => {
    const { id, staff } = await aMailing(['SENT']);
    const stranger = await aStaffMember(app, await anOrganization(app));
    for (const [as, asked] of [
      [stranger, id],
      [await aUser(app), id],
      [staff, uuidv7()],
      [staff, '0'],
      [staff, `${id}'`],
    ] as const) {
      const { data, errors } = await app.graphql(MAILING, { id: asked }, { as });
      expect(data?.mailing ?? null).toBeNull();
      expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    }
    const { errors } = await app.graphql(MAILING, { id });
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});
