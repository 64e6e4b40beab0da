import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeringRegistrations } from '../../../test/answering-registrations.js';
import {
  aClient,
  anInvitation,
  anOrganization,
  aProgram,
  aRegistration,
  aStaffMember,
  aUser,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';

let app: App;
let inbox: SmtpInbox;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ smtpUrl: inbox.url, jobs: true });
});
afterAll(async () => {
  await app.close();
  await inbox.close();
});

const { approve, decline, list, aPractice } = answeringRegistrations(() => app);

async function mailTo(address: string) {
  await expect.poll(() => inbox.to(address).length, { timeout: 5_000 }).toBe(1);
  const [mail] = await inbox.parsed(inbox.to(address));
  if (!mail) throw new Error('no mail');
  return mail;
}
const clientBy = async (id: string) => (await app.sql('SELECT * FROM clients WHERE id = ?', [id]))[0];

describe('a yes', () => {
  it('makes active clients, in a program, with numbers in sequence or of one’s own, and tells them', async () => {
    const { organization, as } = await aPractice();
    const program = await aProgram(app, organization);
    const [one, two, three] = [
      await aRegistration(app, organization),
      await aRegistration(app, organization),
      await aRegistration(app, organization),
    ];
    const { rows } = await approve(as, [{ id: one.id }, { id: two.id, number: 'OWN-7' }, { id: three.id }], {
      programId: program.id,
    });
    expect(rows).toMatchObject(
      Array(3).fill({ done: true, registration: { status: 'APPROVED', decidedByName: 'Noor Visser' } }),
    );
    const clients = await Promise.all(
      rows.map((row: { registration: { clientId: string } }) => clientBy(row.registration.clientId)),
    );
    expect(clients.map(({ number }) => number)).toEqual(['C-0001', 'OWN-7', 'C-0002']);
    expect(clients[0]).toMatchObject({
      status: 'ACTIVE',
      email: one.email,
      user_id: one.userId,
      first_name: 'Vera',
    });
    const { viewer } = await app.ask(
      '{ viewer { registrations { id } clientMemberships { organization { slug } programs { name } } } }',
      {},
      { as: { userId: one.userId } },
    );
    expect(viewer).toEqual({
      registrations: [],
      clientMemberships: [{ organization: { slug: organization.slug }, programs: [{ name: program.name }] }],
    });
    const mail = await mailTo(one.email);
    expect(mail.subject).toBe(`You are in: ${organization.name}`);
    for (const part of [mail.text, mail.html]) expect(part).toContain('http://anteroom.test/portal/');
    expect(
      await app.sql('SELECT action, actor_staff_id FROM audit_entries WHERE organization_id = ?', [
        organization.id,
      ]),
    ).toEqual(Array(3).fill({ action: 'registration.approved', actor_staff_id: as.staffMemberId }));
  });

  it('joins the request with the client on file: by address by itself, another one when chosen', async () => {
    const { organization, as } = await aPractice();
    const [byAddress, chosen] = [
      await aRegistration(app, organization),
      await aRegistration(app, organization),
    ];
    const onFile = await aClient(app, organization, {
      email: byAddress.email,
      firstName: 'V.',
      lastName: 'W.',
    });
    const otherAddress = await aClient(app, organization, { firstName: null, lastName: null });
    const invitation = await anInvitation(app, otherAddress);
    const colleague = await aStaffMember(app, organization, { roles: ['CLINICIAN'] });
    await app.sql(
      'INSERT INTO connections (id, organization_id, staff_member_id, client_id) VALUES (UUID(), ?, ?, ?)',
      [organization.id, colleague.staffMemberId, onFile.id],
    );
    const { rows } = await approve(as, [{ id: byAddress.id }, { id: chosen.id, clientId: otherAddress.id }]);
    expect(rows).toMatchObject([
      { done: true, registration: { clientId: onFile.id } },
      { done: true, registration: { clientId: otherAddress.id } },
    ]);
    expect(await clientBy(onFile.id)).toMatchObject({
      number: onFile.number,
      status: 'ACTIVE',
      first_name: 'V.',
    });
    expect(await clientBy(otherAddress.id)).toMatchObject({
      status: 'ACTIVE',
      email: chosen.email,
      first_name: 'Vera',
      user_id: chosen.userId,
    });
    const [link] = await app.sql('SELECT status, generation FROM invitations WHERE id = ?', [invitation.id]);
    expect(link).toEqual({ status: 'WITHDRAWN', generation: 2 });
    const [tie] = await app.sql('SELECT activated_at FROM connections WHERE client_id = ?', [onFile.id]);
    expect(tie.activated_at).toBeInstanceOf(Date);
  });

  it('says of each that cannot be done why, and does the others', async () => {
    const { organization, as } = await aPractice();
    const asked = [];
    for (let index = 0; index < 6; index += 1) asked.push(await aRegistration(app, organization));
    const [fine, taken, odd, hasUser, elsewhere, addressTaken] = asked.map(({ id }) => id);
    const client = await aClient(app, organization, { number: 'C-7' });
    const active = await aClient(app, organization, { user: await aUser(app) });
    const foreign = await aClient(app, await anOrganization(app));
    await aClient(app, organization, { email: asked[5]?.email ?? null });
    const { rows } = await approve(as, [
      { id: fine },
      { id: fine },
      { id: taken, number: 'c-7' },
      { id: odd, number: '!' },
      { id: hasUser, clientId: active.id },
      { id: elsewhere, clientId: foreign.id },
      { id: addressTaken, clientId: client.id },
      { id: 'odd' },
    ]);
    expect(rows.map(({ code }: { code: string | null }) => code)).toEqual([
      null,
      'ALREADY_APPROVED',
      'TAKEN',
      'INVALID',
      'CLIENT_HAS_USER',
      'CLIENT_NOT_FOUND',
      'ADDRESS_TAKEN',
      'NOT_FOUND',
    ]);
    expect(await list(as)).toMatchObject({ totalCount: 5 });
    expect(await approve(as, [])).toMatchObject({ errors: [{ code: 'REQUIRED', path: ['registrations'] }] });
    const program = await aProgram(app, await anOrganization(app));
    expect(await approve(as, [{ id: taken }], { programId: program.id })).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['programId'] }],
    });
  });

  it('and a no at the same time are one answer', async () => {
    const { organization, as } = await aPractice();
    const registration = await aRegistration(app, organization);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 ? approve(as, [{ id: registration.id }]) : decline(as, [registration.id]),
      ),
    );
    expect(answers.filter(({ rows }) => rows[0].done)).toHaveLength(1);
    const clients = await app.sql('SELECT id FROM clients WHERE organization_id = ?', [organization.id]);
    const [{ status }] = await app.sql('SELECT status FROM registrations WHERE id = ?', [registration.id]);
    expect([status, clients.length]).toEqual(status === 'APPROVED' ? ['APPROVED', 1] : ['DECLINED', 0]);
    await mailTo(registration.email);
  });
});

describe('a no', () => {
  it('is mailed in neutral words; the reason stays with staff', async () => {
    const { organization, as } = await aPractice();
    const registration = await aRegistration(app, organization);
    const { rows } = await decline(as, [registration.id], { reason: 'Not from <b>here</b>' });
    expect(rows).toMatchObject([{ done: true, registration: { status: 'DECLINED' } }]);
    expect((await list(as, { filter: { statuses: ['DECLINED'] } })).nodes).toMatchObject([
      { declineReason: 'Not from <b>here</b>', matches: [] },
    ]);
    const mail = await mailTo(registration.email);
    expect(mail.subject).toBe(`Your request to ${organization.name}`);
    expect(mail.text).toContain(`http://anteroom.test/portal/register/${organization.slug}`);
    expect(mail.text + (mail.html ?? '')).not.toContain('here');
    const { viewer } = await app.ask(
      '{ viewer { clientMemberships { id } registrations { id } } }',
      {},
      { as: { userId: registration.userId } },
    );
    expect(viewer).toEqual({ clientMemberships: [], registrations: [] });
    expect(await decline(as, [registration.id])).toMatchObject({ rows: [{ code: 'ALREADY_DECLINED' }] });
    expect(await approve(as, [{ id: registration.id }])).toMatchObject({
      rows: [{ code: 'ALREADY_DECLINED' }],
    });
  });

  it('carries the reason when that was chosen, as text and in the language of the organization', async () => {
    const { organization, as } = await aPractice('nl');
    const registration = await aRegistration(app, organization);
    await decline(as, [registration.id], {
      reason: 'Wij zitten vol <img src=x>\r\nBcc: x',
      mailReason: true,
    });
    const mail = await mailTo(registration.email);
    expect(mail.subject).toBe(`Uw verzoek aan ${organization.name}`);
    expect(mail.text).toContain('Wij zitten vol <img src=x> Bcc: x');
    expect(mail.html).toContain('Wij zitten vol &lt;img src=x&gt; Bcc: x');
  });

  it('needs a reason where one is to be mailed, and no novel', async () => {
    const { organization, as } = await aPractice();
    const { id } = await aRegistration(app, organization);
    for (const [more, code] of [
      [{ mailReason: true, reason: ' ' }, 'REQUIRED'],
      [{ reason: 'x'.repeat(501) }, 'TOO_LONG'],
    ] as const)
      expect(await decline(as, [id], more)).toMatchObject({ rows: [], errors: [{ code, path: ['reason'] }] });
    expect(await list(as)).toMatchObject({ totalCount: 1 });
  });
});

describe('every mail to people who register', () => {
  it('arrives complete in both languages', async () => {
    for (const language of ['en', 'nl']) {
      const organization = await anOrganization(app, {
        registrationMode: 'OPEN',
        language,
        name: 'De “Eik” & Zn',
      });
      const email = `somebody-${language}@example.com`;
      await app.ask(
        'mutation ($input: RequestRegistrationInput!) { requestRegistration(input: $input) { requested } }',
        { input: { slug: organization.slug, email } },
      );
      const mail = await mailTo(email);
      expect(mail.subject).toContain('De “Eik” & Zn');
      expect(mail.from?.name).toBe('De “Eik” & Zn');
      for (const part of [mail.text, mail.html]) {
        expect(part).toMatch(/http:\/\/anteroom\.test\/portal\/registration#reg_[\w-]{64}/);
        expect(part).not.toContain('{{');
      }
    }
  });
});
