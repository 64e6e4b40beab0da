import { getNamedType, isObjectType } from 'graphql';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltInvitation,
  type BuiltOrganization,
  type ClientOptions,
  passTime,
} from '../../test/builders.js';
import { type App, type Person, startApp } from '../../test/harness.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { createSchema } from '../schema.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const REASON = 'Client called: mail not received';
const CASE = `id kind recipientName email number status supportCode sentBy nextReminderAt
  finding { code } delivery { state reasonCode } canRemind { allowed code } canResend { allowed code }
  record { type actor detail } mails { kind state automatic email reasonCode serverResponse }`;
const SEARCH = `query ($input: SupportSearchInput!) {
  result: supportSearch(input: $input) { hasMore cases { id kind recipientName number supportCode } errors { code path } }
}`;
const payload = `{ case { ${CASE} } errors { code path message } }`;
const OPEN = `query ($input: SupportCaseInput!) { result: supportCase(input: $input) ${payload} }`;
const REMIND = `mutation ($input: SupportCaseInput!) { result: supportRemind(input: $input) ${payload} }`;
const RESEND = `mutation ($input: SupportCaseInput!) { result: supportResend(input: $input) ${payload} }`;

async function scene() {
  const organization = await anOrganization(app);
  const owner = await aStaffMember(app, organization);
  const sem = await aStaffMember(app, organization, {
    roles: ['SUPPORT'],
    firstName: 'Sem',
    lastName: 'Postma',
  });
  const invited = async (client: ClientOptions = {}) =>
    anInvitation(app, await aClient(app, organization, client), { sentBy: owner });
  const search = async (query: string, as: Person = sem, reason = REASON) =>
    (await app.ask(SEARCH, { input: { organizationId: organization.id, query, reason } }, { as })).result;
  return { organization, owner, sem, invited, search };
}

const look = async (query: string, { id }: { id: string }, as: Person, reason = REASON) =>
  (await app.ask(query, { input: { invitationId: id, reason } }, { as })).result;
const codeOf = async ({ id }: BuiltInvitation): Promise<string> =>
  (await app.sql('SELECT support_code AS code FROM invitations WHERE id = ?', [id]))[0].code;
/** What support did; that others were refused is on record too, elsewhere. */
const auditOf = (organization: BuiltOrganization) =>
  app.sql(
    `SELECT action, actor_staff_id AS actor, subject_id AS subject, reason, details FROM audit_entries
      WHERE organization_id = ? AND action LIKE 'support.%' ORDER BY id`,
    [organization.id],
  );

describe('support finds an invitation', () => {
  it('by the beginning of address, name or number, and by its code however it is spoken', async () => {
    const { invited, search } = await scene();
    const ada = await invited({
      firstName: 'Ada',
      lastName: 'de Vries',
      email: 'ada.v@example.org',
      number: 'C-0312',
    });
    await invited({ firstName: 'Bram', lastName: 'Jansen' });
    const code = await codeOf(ada);
    for (const query of [
      'ada.v@example.org',
      'ADA.V@ex',
      'vri',
      'Vries Ada',
      'C-0312',
      code,
      code.toLowerCase().replace('-', ' '),
    ]) {
      const { cases, hasMore } = await search(query);
      expect([query, cases, hasMore]).toEqual([
        query,
        [{ id: ada.id, kind: 'CLIENT', recipientName: 'Ada de Vries', number: 'C-0312', supportCode: code }],
        false,
      ]);
    }
    expect((await search('nobody')).cases).toEqual([]);
    expect((await search('%%%')).cases).toEqual([]);
  });

  it('of a staff member as well', async () => {
    const { organization, owner, search } = await scene();
    const other = await anInvitation(app, await aClient(app, organization), { sentBy: owner });
    const memberId = uuidv7();
    await app.sql(
      `INSERT INTO staff_members (id, organization_id, email, number, first_name, last_name) VALUES (?, ?, 'yara@example.org', 'S-7', 'Yara', 'van Dam')`,
      [memberId, organization.id],
    );
    await app.sql('UPDATE invitations SET client_id = NULL, staff_member_id = ?, email = ? WHERE id = ?', [
      memberId,
      'yara@example.org',
      other.id,
    ]);
    for (const query of ['yara@', 'yara van', 'dam'])
      expect((await search(query)).cases).toMatchObject([
        { id: other.id, kind: 'STAFF', recipientName: 'Yara van Dam', number: 'S-7' },
      ]);
  });

  it('twenty at most, and says when there are more', async () => {
    const { invited, search } = await scene();
    for (let sent = 0; sent < 21; sent += 1) await invited({ lastName: 'Smit' });
    const { cases, hasMore } = await search('smit');
    expect([cases.length, hasMore]).toEqual([20, true]);
  });

  it('nowhere but in its own organization', async () => {
    const { search } = await scene();
    const elsewhere = await scene();
    const there = await elsewhere.invited({ email: 'there@example.org' });
    expect((await search('there@example.org')).cases).toEqual([]);
    expect((await search(await codeOf(there))).cases).toEqual([]);
  });

  it('by a code as if no other organization had it: same answer, same record, and a number like it is found', async () => {
    const { organization, invited, search } = await scene();
    const elsewhere = await scene();
    const code = await codeOf(await elsewhere.invited());
    const toNobody = await search('ZZZ-ZZZ');
    expect(toNobody).toEqual({ hasMore: false, cases: [], errors: [] });
    expect(await search(code)).toEqual(toNobody);
    const [nobody, foreign] = await auditOf(organization);
    expect(foreign).toEqual(nobody);
    const numbered = await invited({ number: code });
    expect((await search(code)).cases).toMatchObject([{ id: numbered.id, number: code }]);
  });

  it('only with a reason and with more than a letter or two, told at the field', async () => {
    const { organization, search } = await scene();
    const errorsOf = async (query: string, reason: string) =>
      (await search(query, undefined, reason)).errors.map(
        ({ code, path }: { code: string; path: string[] }) => `${path} ${code}`,
      );
    expect(await errorsOf('ada', '  ')).toEqual(['reason REQUIRED']);
    expect(await errorsOf('ada', 'why ')).toEqual(['reason TOO_SHORT']);
    expect(await errorsOf('ada', 'x'.repeat(501))).toEqual(['reason TOO_LONG']);
    expect(await errorsOf(' ', REASON)).toEqual(['query REQUIRED']);
    expect(await errorsOf('a d', REASON)).toEqual(['query TOO_SHORT']);
    expect(await auditOf(organization)).toEqual([]);
  });
});

describe('support sees of an invitation', () => {
  it('whom it went to and what became of it', async () => {
    const { invited, sem } = await scene();
    const invitation = await invited({ firstName: 'Ada', lastName: 'de Vries', email: 'ada@example.org' });
    await app.ask(RESEND, { input: { invitationId: invitation.id, reason: REASON } }, { as: sem });
    await app.sql(
      `UPDATE mails SET state = 'BOUNCED', reason_code = 'MAILBOX_UNKNOWN', server_response = '550 5.1.1 no such user' WHERE invitation_id = ?`,
      [invitation.id],
    );
    await app.sql(`UPDATE invitations SET delivery_state = 'BOUNCED' WHERE id = ?`, [invitation.id]);
    const { case: found, errors } = await look(OPEN, invitation, sem);
    expect(errors).toEqual([]);
    expect(found).toMatchObject({
      id: invitation.id,
      kind: 'CLIENT',
      recipientName: 'Ada de Vries',
      email: 'ada@example.org',
      status: 'PENDING',
      sentBy: 'Fenna Bakker',
      finding: { code: 'BOUNCED' },
      delivery: { state: 'BOUNCED', reasonCode: 'MAILBOX_UNKNOWN' },
      canRemind: { allowed: false, code: 'BOUNCED' },
      canResend: { allowed: true, code: null },
      record: [{ type: 'RESENT', actor: 'Sem Postma' }],
      mails: [
        {
          kind: 'INVITATION',
          state: 'BOUNCED',
          automatic: false,
          email: 'ada@example.org',
          serverResponse: '550 5.1.1 no such user',
        },
      ],
    });
  });

  it('nothing clinical: no type that can be reached leads to the client', async () => {
    const schema = await createSchema();
    const reached = new Set<string>();
    const walk = (name: string) => {
      const type = schema.getType(name);
      if (!isObjectType(type) || reached.has(name)) return;
      reached.add(name);
      for (const field of Object.values(type.getFields())) walk(getNamedType(field.type).name);
    };
    for (const payloadName of ['SupportSearchPayload', 'SupportCasePayload']) walk(payloadName);
    expect([...reached].sort()).toEqual([
      'Delivery',
      'InvitationEvent',
      'Possibility',
      'SupportCase',
      'SupportCasePayload',
      'SupportFinding',
      'SupportMail',
      'SupportSearchPayload',
      'UserError',
    ]);
  });

  it('nothing by any other operation', async () => {
    const { organization, invited, sem } = await scene();
    const invitation = await invited();
    const program = await aProgram(app, organization);
    const refused = [
      `{ clients(organizationId: "${organization.id}") { edges { node { id } } } }`,
      `{ client(id: "${invitation.clientId}") { id } }`,
      `{ invitations(organizationId: "${organization.id}") { edges { node { id } } } }`,
      `{ invitation(id: "${invitation.id}") { id } }`,
      `{ programs(organizationId: "${organization.id}") { edges { node { id } } } }`,
      `{ program(id: "${program.id}") { id } }`,
      `mutation { resendInvitations(input: { ids: ["${invitation.id}"] }) { errors { code } } }`,
      `mutation { withdrawInvitations(input: { ids: ["${invitation.id}"] }) { errors { code } } }`,
      `mutation { inviteClients(input: { clientIds: ["${invitation.clientId}"] }) { errors { code } } }`,
    ];
    for (const query of refused) {
      const { errors } = await app.graphql(query, {}, { as: sem });
      expect([query, errors?.[0]?.extensions?.code]).toEqual([query, 'FORBIDDEN']);
    }
  });
});

describe('who may not use it', () => {
  it('is staff without the permission, however much else they may', async () => {
    const { organization, invited } = await scene();
    const invitation = await invited();
    for (const role of ['CLINICIAN', 'ASSISTANT']) {
      const as = await aStaffMember(app, organization, { roles: [role] });
      const input = { invitationId: invitation.id, reason: REASON };
      const answers = [
        await app.graphql(
          SEARCH,
          { input: { organizationId: organization.id, query: 'ada', reason: REASON } },
          { as },
        ),
        await app.graphql(OPEN, { input }, { as }),
        await app.graphql(REMIND, { input }, { as }),
        await app.graphql(RESEND, { input }, { as }),
      ];
      for (const { errors } of answers) expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect(await auditOf(organization)).toEqual([]);
  });

  it('is support of another organization, to whom the invitation is not there', async () => {
    const { organization, invited } = await scene();
    const invitation = await invited();
    const { sem } = await scene();
    const codes = async (query: string, id: string) =>
      (await app.graphql(query, { input: { invitationId: id, reason: REASON } }, { as: sem })).errors?.map(
        ({ message, extensions }) => [message, extensions?.code],
      );
    for (const query of [OPEN, REMIND, RESEND])
      expect(await codes(query, invitation.id)).toEqual(await codes(query, uuidv7()));
    expect(await codes(OPEN, invitation.id)).toEqual([['Not found', 'NOT_FOUND']]);
    expect(await auditOf(organization)).toEqual([]);
  });
});

describe('support acts for the caller', () => {
  it('and the link goes on holding, though support itself may not invite', async () => {
    const { invited, sem } = await scene();
    const invitation = await invited();
    await passTime(app, invitation.id, { days: 20 });
    const { case: found } = await look(RESEND, invitation, sem);
    expect(found).toMatchObject({ status: 'PENDING', sentBy: 'Fenna Bakker', delivery: { state: 'QUEUED' } });
    const token = invitationToken(app.services.config.tokenKeys, invitation.id, 1);
    const preview = await app.ask('query ($token: String!) { invitationPreview(token: $token) { state } }', {
      token,
    });
    expect(preview.invitationPreview.state).toBe('OPEN');
  });

  it('once: a second time it is said that the mail is on its way', async () => {
    const { organization, invited, sem } = await scene();
    const invitation = await invited();
    const answers = await Promise.all([1, 2, 3].map(() => look(REMIND, invitation, sem)));
    expect(answers.flatMap(({ errors }) => errors.map(({ code }: { code: string }) => code))).toEqual([
      'MAIL_WAITING',
      'MAIL_WAITING',
    ]);
    const mails = await app.sql('SELECT kind FROM mails WHERE invitation_id = ?', [invitation.id]);
    expect(mails).toEqual([{ kind: 'REMINDER' }]);
    expect((await auditOf(organization)).map(({ action }) => action)).toEqual(['support.reminded']);
  });

  it('not when the link would lead to a closed door, and says so', async () => {
    const { invited, owner, sem } = await scene();
    const invitation = await invited();
    await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [owner.staffMemberId]);
    for (const act of [REMIND, RESEND]) {
      const { errors } = await look(act, invitation, sem);
      expect(errors).toMatchObject([{ code: 'INVITER_GONE', path: ['invitationId'] }]);
    }
    expect((await look(OPEN, invitation, sem)).case).toMatchObject({
      finding: { code: 'INVITER_GONE' },
      canRemind: { code: 'INVITER_GONE' },
      canResend: { code: 'INVITER_GONE' },
    });
    expect(await app.sql('SELECT 1 FROM mails WHERE invitation_id = ?', [invitation.id])).toEqual([]);
  });

  it('never without a reason', async () => {
    const { organization, invited, sem } = await scene();
    const invitation = await invited();
    for (const act of [OPEN, REMIND, RESEND])
      expect((await look(act, invitation, sem, ' no ')).errors).toMatchObject([
        { code: 'TOO_SHORT', path: ['reason'] },
      ]);
    expect(await auditOf(organization)).toEqual([]);
    expect(await app.sql('SELECT 1 FROM mails WHERE invitation_id = ?', [invitation.id])).toEqual([]);
  });
});

describe('the audit log', () => {
  it('holds every look and every act with its reason, and no name or address', async () => {
    const { organization, invited, search, sem } = await scene();
    const invitation = await invited({ firstName: 'Ada', email: 'ada@example.org' });
    await search('ada@example.org');
    await look(OPEN, invitation, sem);
    await look(OPEN, invitation, sem);
    await look(OPEN, invitation, sem, 'Called again');
    await look(REMIND, invitation, sem, 'Asked for it');
    const entries = await auditOf(organization);
    expect(entries).toMatchObject([
      { action: 'support.searched', subject: organization.id, reason: REASON },
      { action: 'support.caseOpened', subject: invitation.id, reason: REASON },
      { action: 'support.caseOpened', subject: invitation.id, reason: 'Called again' },
      { action: 'support.reminded', subject: invitation.id, reason: 'Asked for it' },
    ]);
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([sem.staffMemberId]));
    expect(entries[0]?.details).toContain(invitation.id);
    expect(JSON.stringify(entries)).not.toMatch(/ada@|Ada/);
  });

  it('takes an hour for one look: afterwards the same reason is another', async () => {
    const { organization, invited, sem } = await scene();
    const invitation = await invited();
    await look(OPEN, invitation, sem);
    await app.sql('UPDATE audit_entries SET at = at - INTERVAL 61 MINUTE WHERE organization_id = ?', [
      organization.id,
    ]);
    await look(OPEN, invitation, sem);
    expect(await auditOf(organization)).toHaveLength(2);
  });
});
