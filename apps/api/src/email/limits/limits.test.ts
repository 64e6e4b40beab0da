import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aStaffMember,
  type BuiltInvitation,
  passTime,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { runBulkOperations } from '../../bulk/run-bulk-operations.js';
import { remindDue } from '../../invitations/sweeps/remind-due.js';

const LIMITS = { perRecipient: 4, perOrganizationAndRecipient: 3, perOrganization: 6, perUser: 5 };

let app: App;
beforeAll(async () => {
  app = await startApp({ config: { mailLimits: LIMITS } });
});
afterAll(() => app.close());

const CREATE = `mutation ($input: CreateClientsInput!) {
  result: createClients(input: $input) { createdCount mailing { total } rows { outcome invited code reason client { id status } } errors { code } }
}`;
const INVITE = `mutation ($input: InviteClientsInput!) {
  result: inviteClients(input: $input) { rows { invited code reason } mailing { total } operation { id } errors { code } }
}`;
const change = (name: string) => `mutation ($input: InvitationsInput!) {
  result: ${name}(input: $input) { rows { done code reason } mailing { total } errors { code } }
}`;
const SUPPORT = `mutation ($input: SupportCaseInput!) { result: supportResend(input: $input) { errors { code path } } }`;

async function scene() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const ask = async (query: string, input: object) => (await app.ask(query, { input }, { as: staff })).result;
  const invitee = async (email?: string) =>
    anInvitation(app, await aClient(app, organization, email ? { email } : {}), { sentBy: staff });
  return { organization, staff, ask, invitee };
}

/** So many mails of an invitation that have left in the last day. */
async function mailed(invitation: BuiltInvitation, count: number, hoursAgo = 1): Promise<void> {
  for (let mail = 0; mail < count; mail += 1)
    await app.sql(
      `INSERT INTO mails (id, organization_id, invitation_id, message_id, kind, send_key, recipient, state, next_attempt_at, created_at)
       SELECT ?, organization_id, id, message_id, 'INVITATION', UUID(), email, 'SENT', NOW(3), NOW(3) - INTERVAL ? HOUR
         FROM invitations WHERE id = ?`,
      [uuidv7(), hoursAgo, invitation.id],
    );
}

const mailsTo = async (email: string) =>
  (await app.sql('SELECT id FROM mails WHERE recipient = ?', [email])).length;
const unique = () => `${uuidv7().slice(-12)}@example.com`;

describe('one mailbox', () => {
  it('gets so many mails of one organization in a day, whichever way they are asked for', async () => {
    const { organization, staff, ask, invitee } = await scene();
    const invitation = await invitee();
    await mailed(invitation, 2);
    await mailed(invitation, 5, 25);
    const first = await ask(change('resendInvitations'), { ids: [invitation.id] });
    expect(first.rows).toMatchObject([{ done: true }]);
    await app.sql(`UPDATE invitations SET delivery_state = 'SENT' WHERE id = ?`, [invitation.id]);
    const refused = [
      { done: false, code: 'RECIPIENT_LIMIT', reason: expect.stringContaining('in 24 hours') },
    ];
    for (const name of ['resendInvitations', 'remindInvitations']) {
      const again = await ask(change(name), { ids: [invitation.id] });
      expect(again).toMatchObject({ rows: refused, mailing: null, errors: [] });
    }
    const support = await ask(SUPPORT, { invitationId: invitation.id, reason: 'Called us' });
    expect(support.errors).toEqual([{ code: 'RECIPIENT_LIMIT', path: ['invitationId'] }]);
    await app.sql(`UPDATE invitations SET status = 'WITHDRAWN' WHERE id = ?`, [invitation.id]);
    await app.sql(`UPDATE clients SET status = 'INVITE_WITHDRAWN' WHERE id = ?`, [invitation.clientId]);
    const anew = await ask(INVITE, { clientIds: [invitation.clientId] });
    expect(anew).toMatchObject({ rows: [{ invited: false, code: 'RECIPIENT_LIMIT' }], mailing: null });
    const many = await ask(INVITE, { selection: { organizationId: organization.id } });
    await runBulkOperations(app.services);
    const { bulkOperation } = await app.ask(
      'query ($id: ID!) { bulkOperation(id: $id) { done skippedReasons { code count } } }',
      { id: many.operation.id },
      { as: staff },
    );
    expect(bulkOperation).toEqual({ done: 0, skippedReasons: [{ code: 'RECIPIENT_LIMIT', count: 1 }] });
    await passTime(app, invitation.id, { days: 1 });
    expect((await ask(INVITE, { clientIds: [invitation.clientId] })).rows).toMatchObject([{ invited: true }]);
  });

  it('gets so many of all organizations together, and none learns that others write to it', async () => {
    const email = unique();
    const others = [await scene(), await scene()];
    for (const other of others) await mailed(await other.invitee(email), 2);
    const own = await scene();
    await mailed(await own.invitee(email), 3);
    const { organization, ask: askThird } = await scene();
    const created = await askThird(CREATE, {
      organizationId: organization.id,
      emails: email,
      invitation: {},
    });
    expect(created).toMatchObject({
      createdCount: 1,
      mailing: null,
      rows: [
        { outcome: 'CREATED', invited: false, code: 'RECIPIENT_LIMIT', client: { status: 'NOT_INVITED' } },
      ],
    });
    const [ownInvitation] = await app.sql('SELECT id FROM invitations WHERE organization_id = ?', [
      own.organization.id,
    ]);
    const alone = await own.ask(change('remindInvitations'), { ids: [ownInvitation.id] });
    expect(alone.rows[0].reason).toBe(created.rows[0].reason);
  });

  it('gets a reminder that left by itself later instead of never, and it counts', async () => {
    const { invitee } = await scene();
    const invitation = await invitee();
    await passTime(app, invitation.id, { days: 3 });
    await mailed(invitation, 3);
    const due = async () =>
      (
        await app.sql(
          'SELECT reminders_sent AS sent, next_reminder_at > NOW(3) AS later FROM invitations WHERE id = ?',
          [invitation.id],
        )
      )[0];
    await remindDue(app.services);
    expect(await due()).toEqual({ sent: 0, later: 1 });
    await app.sql('UPDATE mails SET created_at = created_at - INTERVAL 1 DAY WHERE invitation_id = ?', [
      invitation.id,
    ]);
    await app.sql('UPDATE invitations SET next_reminder_at = NOW(3) WHERE id = ?', [invitation.id]);
    await remindDue(app.services);
    expect(await due()).toMatchObject({ sent: 1 });
  });

  it('is not filled by mails that never left', async () => {
    const { ask, invitee } = await scene();
    const invitation = await invitee();
    await mailed(invitation, 3);
    await app.sql(`UPDATE mails SET state = 'FAILED' WHERE invitation_id = ?`, [invitation.id]);
    expect((await ask(change('remindInvitations'), { ids: [invitation.id] })).rows).toMatchObject([
      { done: true },
    ]);
  });

  it('is filled by a mail that may have arrived, also when it was withdrawn before the next attempt', async () => {
    const { ask, invitee } = await scene();
    const invitation = await invitee();
    await mailed(invitation, 3);
    await app.sql(`UPDATE mails SET state = 'QUEUED', possible_copies = 1 WHERE invitation_id = ?`, [
      invitation.id,
    ]);
    await ask(change('withdrawInvitations'), { ids: [invitation.id] });
    expect(
      await app.sql('SELECT DISTINCT state FROM mails WHERE invitation_id = ?', [invitation.id]),
    ).toEqual([{ state: 'FAILED' }]);
    const anew = await ask(INVITE, { clientIds: [invitation.clientId] });
    expect(anew).toMatchObject({ rows: [{ invited: false, code: 'RECIPIENT_LIMIT' }], mailing: null });
  });
});

describe('one organization and one person', () => {
  it('start so many mails in a day; the rest of a list is answered row by row, with when', async () => {
    const { organization, ask } = await scene();
    const emails = Array.from({ length: 7 }, unique).join(',');
    const created = await ask(CREATE, { organizationId: organization.id, emails, invitation: {} });
    expect(created.createdCount).toBe(7);
    expect(created.rows.map(({ code }: { code: string }) => code)).toEqual([
      ...Array(5).fill(null),
      'USER_LIMIT',
      'USER_LIMIT',
    ]);
    // What used it up is this very call: its mails count for a day from now.
    const [, again] = /possible again from (\S+ \S+) UTC/.exec(created.rows.at(-1).reason) ?? [];
    expect(Date.parse(`${again}Z`) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    const colleague = await aStaffMember(app, organization);
    const more = (
      await app.ask(
        CREATE,
        { input: { organizationId: organization.id, emails: `${unique()},${unique()}`, invitation: {} } },
        { as: colleague },
      )
    ).result;
    expect(more.rows).toMatchObject([
      { invited: true, code: null },
      {
        invited: false,
        code: 'ORGANIZATION_LIMIT',
        reason: expect.stringMatching(/possible again from 20\d\d-/),
      },
    ]);
    // Whoever comes back at the minute that was named is not refused again.
    const [, minute] = /possible again from (\S+ \S+) UTC/.exec(more.rows[1].reason) ?? [];
    const [oldest] = await app.sql<{ again: Date }>(
      'SELECT MIN(created_at) + INTERVAL 1 DAY AS again FROM mails WHERE organization_id = ?',
      [organization.id],
    );
    expect(Date.parse(`${minute}Z`)).toBeGreaterThanOrEqual(oldest?.again.getTime() ?? Number.NaN);
    const elsewhere = await scene();
    const there = await elsewhere.ask(CREATE, {
      organizationId: elsewhere.organization.id,
      emails: unique(),
      invitation: {},
    });
    expect(there.rows).toMatchObject([{ invited: true }]);
  });

  it('get room again for mails that did not leave, and none for those that may have', async () => {
    const { organization, ask } = await scene();
    const invite = async () =>
      (await ask(CREATE, { organizationId: organization.id, emails: unique(), invitation: {} })).rows;
    for (let mail = 0; mail < LIMITS.perUser; mail += 1)
      expect(await invite()).toMatchObject([{ invited: true }]);
    await app.sql(`UPDATE mails SET state = 'FAILED', possible_copies = 1 WHERE organization_id = ?`, [
      organization.id,
    ]);
    expect(await invite()).toMatchObject([{ invited: false, code: 'USER_LIMIT' }]);
    await app.sql('UPDATE mails SET possible_copies = 0 WHERE organization_id = ? LIMIT 1', [
      organization.id,
    ]);
    expect(await invite()).toMatchObject([{ invited: true }]);
  });
});

describe('calls at the same moment', () => {
  const invited = ({ rows }: { rows: { invited: boolean }[] }) => rows.filter((row) => row.invited).length;
  const mailsOf = async ({ id }: { id: string }) =>
    (await app.sql('SELECT id FROM mails WHERE organization_id = ?', [id])).length;

  it('of many organizations send one mailbox exactly as many as it may get', async () => {
    const email = unique();
    const scenes = await Promise.all(Array.from({ length: 12 }, scene));
    const answers = await Promise.all(
      scenes.map(({ organization, ask }) =>
        ask(CREATE, { organizationId: organization.id, emails: `${email},${unique()}`, invitation: {} }),
      ),
    );
    expect(await mailsTo(email)).toBe(LIMITS.perRecipient);
    expect(answers.reduce((sum, answer) => sum + invited(answer), 0)).toBe(LIMITS.perRecipient + 12);
  });

  it('on one invitation mail it exactly as often as its organization may', async () => {
    const { ask, staff, invitee } = await scene();
    const invitation = await invitee();
    const again = { input: { ids: [invitation.id] } };
    // The mail of one call keeps the others from sending another at once, which is not what is tried here.
    const sent = app.sql(
      `CREATE TRIGGER leaves_at_once BEFORE UPDATE ON invitations FOR EACH ROW
        SET NEW.delivery_state = IF(NEW.id = '${invitation.id}', 'SENT', NEW.delivery_state)`,
    );
    await sent;
    try {
      await Promise.all(
        Array.from({ length: 10 }, () => app.ask(change('remindInvitations'), again, { as: staff })),
      );
    } finally {
      await app.sql('DROP TRIGGER leaves_at_once');
    }
    const [{ email }] = await app.sql('SELECT email FROM invitations WHERE id = ?', [invitation.id]);
    expect(await mailsTo(email)).toBe(LIMITS.perOrganizationAndRecipient);
    expect((await ask(change('remindInvitations'), again.input)).rows).toMatchObject([{ done: false }]);
  });

  it('of one organization, and of one person, start exactly as many as these may', async () => {
    const { organization, staff } = await scene();
    const inviteTwo = async (as: { userId: string }) => {
      const clients = [await aClient(app, organization), await aClient(app, organization)];
      return { as, input: { clientIds: clients.map(({ id }) => id) } };
    };
    const atOnce = async (calls: { as: { userId: string }; input: object }[]) =>
      Promise.all(calls.map(({ as, input }) => app.ask(INVITE, { input }, { as })));
    await atOnce(await Promise.all(Array.from({ length: 6 }, () => inviteTwo(staff))));
    expect(await mailsOf(organization)).toBe(LIMITS.perUser);
    const colleagues = await Promise.all(
      Array.from({ length: 5 }, () => aStaffMember(app, organization, { roles: ['ASSISTANT'] })),
    );
    await atOnce(await Promise.all(colleagues.map(inviteTwo)));
    expect(await mailsOf(organization)).toBe(LIMITS.perOrganization);
  });

  it('on the same mailboxes in different orders do not get in each other’s way', async () => {
    const emails = Array.from({ length: 60 }, unique);
    const scenes = await Promise.all(Array.from({ length: 6 }, scene));
    const wide = await startApp({
      config: { mailLimits: { ...LIMITS, perOrganization: 1_000, perUser: 1_000 } },
      databaseUrl: app.services.config.databaseUrl,
    });
    try {
      await Promise.all(
        scenes.map(({ organization, staff }, index) => {
          const turned = [...emails.slice(index * 9), ...emails.slice(0, index * 9)];
          const input = { organizationId: organization.id, emails: turned.join(','), invitation: {} };
          return wide.ask(CREATE, { input }, { as: staff });
        }),
      );
      const perMailbox = await app.sql(
        'SELECT COUNT(*) AS mails FROM mails WHERE recipient IN (?) GROUP BY recipient',
        [emails],
      );
      expect(perMailbox.map(({ mails }) => Number(mails))).toEqual(emails.map(() => LIMITS.perRecipient));
    } finally {
      await wide.close();
    }
  });

  it('due at once remind a mailbox no more often than it may be', async () => {
    const email = unique();
    const due = await Promise.all(Array.from({ length: 7 }, async () => (await scene()).invitee(email)));
    for (const invitation of due) await passTime(app, invitation.id, { days: 3 });
    // Less than any limit, and with those that are due more.
    for (const invitation of due.slice(0, 2)) await mailed(invitation, 1);
    await Promise.all([remindDue(app.services), remindDue(app.services)]);
    expect(await mailsTo(email)).toBe(LIMITS.perRecipient);
  });
});

describe('a request with a hundred aliases', () => {
  it('counts a hundred times', async () => {
    const limited = await startApp({ limited: true, databaseUrl: app.services.config.databaseUrl });
    try {
      const { staff, invitee } = await scene();
      const invitation = await invitee();
      const field = (name: string) =>
        `${name}: resendInvitations(input: { ids: ["${invitation.id}"] }) { rows { done } }`;
      const query = `mutation { ${Array.from({ length: 100 }, (_, index) => field(`a${index}`)).join('\n')} }`;
      const answer = await limited.graphql(query, {}, { as: staff });
      expect([answer.status, answer.data]).toEqual([400, undefined]);
      // What is refused as too broad is not even counted; within the breadth allowed, each field counts.
      const broad = `mutation { ${Array.from({ length: 14 }, (_, index) => field(`a${index}`)).join('\n')} }`;
      const statuses: number[] = [];
      for (let request = 0; request < 6; request += 1)
        statuses.push((await limited.graphql(broad, {}, { as: staff })).status);
      expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
      expect(
        await mailsTo(
          (await app.sql('SELECT email FROM invitations WHERE id = ?', [invitation.id]))[0].email,
        ),
      ).toBe(1);
    } finally {
      await limited.close();
    }
  });
});
