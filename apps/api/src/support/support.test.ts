import { getNamedType, isObjectType } from 'graphql';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aProgram, aStaffMember, passTime } from '../../test/builders.js';
import { type App, type Person, startApp } from '../../test/harness.js';
import { REASON, SEARCH, supporting } from '../../test/supporting.js';
import { invitationToken } from '../invitations/invitation-token.js';
import { createSchema } from '../schema.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const CASE = `id kind recipientName email number status supportCode sentBy nextReminderAt
  finding { code } delivery { state reasonCode } canRemind { allowed code } canResend { allowed code }
  record { type actor detail } mails { kind state automatic email reasonCode serverResponse }`;
const payload = `{ case { ${CASE} } errors { code path message } }`;
const OPEN = `query ($input: SupportCaseInput!) { result: supportCase(input: $input) ${payload} }`;
const REMIND = `mutation ($input: SupportCaseInput!) { result: supportRemind(input: $input) ${payload} }`;
const RESEND = `mutation ($input: SupportCaseInput!) { result: supportResend(input: $input) ${payload} }`;

const { scene, auditOf } = supporting(() => app);
const look = async (query: string, { id }: { id: string }, as: Person, reason = REASON) =>
  (await app.ask(query, { input: { invitationId: id, reason } }, { as })).result;

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
