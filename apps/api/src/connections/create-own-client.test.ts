import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anInvitation, type BuiltClient } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';
import { CREATE, ownClients, UPDATE } from '../../test/own-clients.js';
import { remindDue } from '../invitations/sweeps/remind-due.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const { practice, codes, tokenOf } = ownClients(() => app);

describe('a client created by a clinician', () => {
  it('is connected to them from the start, and to nobody else they might name', async () => {
    const { organization, bram, assistant } = await practice();
    const create = async (input: object) =>
      (await app.ask(CREATE, { input: { organizationId: organization.id, ...input } }, { as: bram }))
        .createClient;
    const { client, mailing, errors } = await create({ email: 'dora@example.com', invitation: {} });
    expect(errors).toEqual([]);
    expect(mailing).not.toBeNull();
    expect(client).toMatchObject({
      isOwn: true,
      connections: [{ staffMember: { id: bram.staffMemberId }, active: false }],
    });
    expect(
      (await create({ email: 'e@example.com', connections: [assistant.staffMemberId] })).errors,
    ).toMatchObject([{ code: 'MAY_NOT_CONNECT', path: ['connections'] }]);
    expect(await app.sql(`SELECT 1 FROM clients WHERE email = 'e@example.com'`)).toEqual([]);
    const bulk = `mutation ($input: CreateClientsInput!) { createClients(input: $input) { createdCount errors { code } } }`;
    expect(
      await codes(bulk, { input: { organizationId: organization.id, emails: 'f@example.com' } }, bram),
    ).toEqual(['FORBIDDEN']);
    expect(
      await codes(
        'query ($input: ClientsPlanInput!) { clientsPlan(input: $input) { total } }',
        { input: { organizationId: organization.id, emails: 'f@example.com' } },
        bram,
      ),
    ).toEqual(['FORBIDDEN']);
  });

  it('is refused for an address that is taken, with nothing told of a client who is not theirs', async () => {
    const { organization, bram, own, others } = await practice();
    const answer = async (query: string, input: object) =>
      (
        Object.values(await app.ask(query, { input }, { as: bram }))[0] as {
          errors: { code: string; message: string }[];
        }
      ).errors[0];
    const [mine, second, other] = [own[0], own[1], others[0]] as BuiltClient[];
    const organizationId = organization.id;
    expect(await answer(CREATE, { organizationId, email: mine?.email })).toMatchObject({
      code: 'TAKEN',
      message: expect.stringContaining(mine?.number ?? ''),
    });
    for (const [query, input] of [
      [CREATE, { organizationId, email: other?.email }],
      [UPDATE, { id: second?.id, email: other?.email }],
    ] as const) {
      const refused = await answer(query, input);
      expect(refused?.code).toBe('TAKEN_UNCONNECTED');
      expect(refused?.message).not.toContain(other?.number);
    }
  });

  it('is shown the next free number first, which is reserved for nobody', async () => {
    const { organization, bram } = await practice();
    const next = async () =>
      (
        await app.ask(
          'query ($id: ID!) { nextClientNumber(organizationId: $id) }',
          { id: organization.id },
          { as: bram },
        )
      ).nextClientNumber as string;
    const first = await next();
    expect(await next()).toBe(first);
    await aClient(app, organization, { number: first });
    const second = await next();
    expect(second).not.toBe(first);
    const { createClient } = await app.ask(
      CREATE,
      { input: { organizationId: organization.id, firstName: 'Gus', number: first } },
      { as: bram },
    );
    expect(createClient.errors).toMatchObject([{ code: 'TAKEN', path: ['number'] }]);
    const made = await app.ask(
      CREATE,
      { input: { organizationId: organization.id, firstName: 'Gus' } },
      { as: bram },
    );
    expect(made.createClient.client.number).toBe(second);
  });
});

describe('the invitation that a clinician sent to their own client', () => {
  const STATE = 'query ($token: String!) { invitationPreview(token: $token) { state } }';
  const state = async (token: string) => (await app.ask(STATE, { token })).invitationPreview.state;

  it('stands while they may invite their own and are connected, and its reminders go with it', async () => {
    const { bram, own, organization } = await practice();
    const [ada, ben, cas] = own as [BuiltClient, BuiltClient, BuiltClient];
    const invitations = [];
    for (const client of [ada, ben, cas]) invitations.push(await anInvitation(app, client, { sentBy: bram }));
    const [ofAda, ofBen] = invitations.map(({ id }) => ({ id })) as [{ id: string }, { id: string }, unknown];
    expect(await state(tokenOf(ofAda))).toBe('OPEN');
    await app.sql('DELETE FROM connections WHERE client_id = ?', [ada.id]);
    expect(await state(tokenOf(ofAda))).toBe('WITHDRAWN');
    expect(await state(tokenOf(ofBen))).toBe('OPEN');
    await app.sql('UPDATE invitations SET next_reminder_at = NOW(3) WHERE organization_id = ?', [
      organization.id,
    ]);
    await remindDue(app.services);
    const reminded = await app.sql(
      `SELECT m.recipient FROM mails m WHERE m.organization_id = ? AND m.kind = 'REMINDER' ORDER BY m.recipient`,
      [organization.id],
    );
    expect(reminded.map(({ recipient }) => recipient).sort()).toEqual([ben.email, cas.email].sort());
    await app.sql('DELETE FROM staff_member_permissions WHERE staff_member_id = ?', [bram.staffMemberId]);
    expect(await state(tokenOf(ofBen))).toBe('WITHDRAWN');
    const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { errors { code } } }`;
    const { acceptInvitation } = await app.ask(ACCEPT, {
      input: {
        token: tokenOf(ofBen),
        firstName: 'Ben',
        lastName: 'Bakker',
        password: 'correct horse battery',
      },
    });
    expect(acceptInvitation.errors).toHaveLength(1);
  });
});
