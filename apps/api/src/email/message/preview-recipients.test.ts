import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anInvitation,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltStaffMember,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';
import { INVITE, ownClients } from '../../../test/own-clients.js';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { suppress } from '../limits/suppressions.js';

let app: App;
let inbox: SmtpInbox;
beforeAll(async () => {
  inbox = await SmtpInbox.start();
  app = await startApp({ smtpUrl: inbox.url, jobs: true, config: { publicUrl: 'https://voordeur.example' } });
});
afterAll(async () => {
  await app?.close();
  await inbox?.close();
});

const PREVIEW = `query ($input: MessagePreviewInput!) {
  messagePreview(input: $input) { to subject html text warnings { code message } errors { code path } }
}`;
const CREATE = `mutation ($input: CreateClientsInput!) {
  createClients(input: $input) { rows { outcome client { id } } errors { code } }
}`;
const message = {
  subject: '{{ClientFirstName}}, come to {{ProgramName}}',
  body: '<p>Dear {{ClientFirstName}} {{ClientLastName}}, {{ProgramName}} begins: {{ClientPortalLink}}</p>',
  buttonText: 'Open',
};
const STAND_IN = 'ada@example.org';

interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
  warnings: { code: string; message: string }[];
}

const { practice } = ownClients(() => app);

async function desk() {
  const organization = await anOrganization(app);
  const staff = await aStaffMember(app, organization);
  const [sleep, rest] = [
    await aProgram(app, organization, { name: 'Sleep' }),
    await aProgram(app, organization, { name: 'Rest' }),
  ];
  const create = async (input: object) =>
    (await app.ask(CREATE, { input: { organizationId: organization.id, ...input } }, { as: staff }))
      .createClients;
  return { organization, staff, sleep, rest, create };
}

async function preview(as: BuiltStaffMember, input: object): Promise<Mail> {
  const { messagePreview } = await app.ask(
    PREVIEW,
    { input: { organizationId: as.organizationId, message, recipient: 'FIRST', ...input } },
    { as },
  );
  expect(messagePreview.errors).toEqual([]);
  return messagePreview;
}

const previews = async (as: BuiltStaffMember, input: object) => [
  await preview(as, input),
  await preview(as, { ...input, recipient: 'LONGEST_NAME' }),
  await preview(as, { ...input, recipient: 'NO_NAME' }),
];

const codes = async (as: BuiltStaffMember, input: object) =>
  (
    await app.graphql(
      PREVIEW,
      { input: { organizationId: as.organizationId, message, recipient: 'FIRST', ...input } },
      { as },
    )
  ).errors?.map(({ extensions }) => extensions?.code);

/** But for what only the mail may hold, and the minute it was sent in. */
const comparable = (mail: { subject?: string; html?: string; text?: string }) =>
  [mail.subject, mail.html, mail.text].map((part) =>
    (part ?? '')
      .replace(/#inv_[\w-]{64}/g, '')
      .replace(/[\w]{3}-[\w]{3}(?=<\/span>|\.|\s)/g, 'code')
      .replace(/at \d\d:\d\d/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

async function isDelivered(shown: Mail): Promise<void> {
  await expect.poll(() => inbox.to(shown.to).length, { timeout: 20_000 }).toBe(1);
  const [mail] = await inbox.parsed(inbox.to(shown.to));
  expect(mail?.html).toMatch(/#inv_/);
  expect(comparable(shown)).toEqual(comparable(mail ?? {}));
}

describe('the program in the preview', () => {
  it('is the one that the client came into last, as in the mail that is then delivered', async () => {
    const { organization, staff, sleep, rest, create } = await desk();
    const ada = await aClient(app, organization, { firstName: 'Ada', lastName: 'Bos', program: sleep });
    const ben = await aClient(app, organization, { firstName: 'Ben', lastName: 'Aal' });
    await create({ emails: ada.email, programId: rest.id });
    const [ofAda, ofBen] = [
      await preview(staff, { clientIds: [ada.id] }),
      await preview(staff, { clientIds: [ben.id] }),
    ];
    expect(ofAda.subject).toBe('Ada, come to Rest');
    expect(ofBen.text).not.toMatch(/Sleep|Rest/);
    await app.ask(INVITE, { input: { clientIds: [ada.id, ben.id], message } }, { as: staff });
    await isDelivered(ofAda);
    await isDelivered(ofBen);
  });

  it('is the chosen one for whoever comes into it, and stays that of whoever is in it already', async () => {
    const { organization, staff, sleep, rest, create } = await desk();
    const early = await aClient(app, organization, { firstName: 'Early', program: sleep });
    await create({ emails: early.email, programId: rest.id });
    const other = await aClient(app, organization, { firstName: 'Other', program: rest });
    const emails = `${early.email}, ${other.email}, Eva Smit <eva@program.example>`;
    const shown = [];
    for (const email of emails.split(', '))
      shown.push(await preview(staff, { emails: email, programId: sleep.id }));
    expect(shown.map(({ subject }) => subject)).toEqual([
      'Early, come to Rest',
      'Other, come to Sleep',
      'Eva, come to Sleep',
    ]);
    await create({ emails, programId: sleep.id, invitation: { message } });
    for (const each of shown) await isDelivered(each);
  });

  it('is their own for a pasted address that is a client, without one chosen', async () => {
    const { organization, staff, sleep } = await desk();
    const ada = await aClient(app, organization, { firstName: 'Ada', program: sleep });
    const shown = await preview(staff, { emails: `new@own.example ${ada.email}`, recipient: 'LONGEST_NAME' });
    expect(shown).toMatchObject({ to: ada.email, subject: 'Ada, come to Sleep' });
    expect((await preview(staff, { emails: 'new@own.example' })).text).not.toContain('Sleep');
  });

  it('is read of no other organization, and neither are its clients', async () => {
    const { staff } = await desk();
    const there = await desk();
    const foreign = await aClient(app, there.organization, { firstName: 'Secret', program: there.sleep });
    for (const input of [
      { clientIds: [foreign.id] },
      { emails: foreign.email },
      { selection: { organizationId: staff.organizationId, filter: { programId: there.sleep.id } } },
    ]) {
      const { to, subject, text } = await preview(staff, input);
      expect(to).toBe('emails' in input ? foreign.email : STAND_IN);
      expect(subject + text).not.toMatch(/Secret|Sleep/);
    }
    expect(await codes(staff, { selection: { organizationId: there.organization.id } })).toEqual([
      'NOT_FOUND',
    ]);
    expect(await codes(staff, { emails: 'a@b.example', programId: there.sleep.id })).toEqual(['NOT_FOUND']);
  });
});

it('tells of no address that is no client’s what stands in its way, and counts whoever is named twice once', async () => {
  const { organization, staff } = await desk();
  await suppress({ db: app.services.dataSource.manager }, 'unwilling@own.example', organization.id);
  const pasted = await preview(staff, { emails: 'unwilling@own.example new@own.example' });
  expect(pasted.to).toBe('unwilling@own.example');
  const { id } = await aClient(app, organization, { firstName: null, lastName: null });
  const { warnings } = await preview(staff, { clientIds: [id, id] });
  expect(warnings[0]?.message).toMatch(/^For one recipient/);
});

describe('the preview for everybody who matches', () => {
  it('shows the first, the longest-named and a nameless one of those who get the mail', async () => {
    const { organization, staff, sleep, rest } = await desk();
    const nameless = await aClient(app, organization, { firstName: null, lastName: null, program: sleep });
    const long = { firstName: 'Wilhelmina-Alexandra', lastName: 'Oudenhoven' };
    const longest = await aClient(app, organization, { ...long, program: sleep });
    const names = { firstName: 'Bo', lastName: 'Bakker' };
    const expired = await aClient(app, organization, { ...names, program: sleep, status: 'INVITE_EXPIRED' });
    // Before all others by name, or with a longer one, but nothing goes to them.
    const first = { firstName: 'A', lastName: 'A'.repeat(60), program: sleep };
    await aClient(app, organization, { ...first, status: 'ACTIVE' });
    await aClient(app, organization, { ...first, email: null });
    await anInvitation(app, await aClient(app, organization, first));
    const unwilling = await aClient(app, organization, first);
    await suppress({ db: app.services.dataSource.manager }, unwilling.email ?? '', organization.id);
    await aClient(app, organization, { ...first, program: rest });

    const selection = { organizationId: organization.id, filter: { programId: sleep.id } };
    const shown = await previews(staff, { selection });
    const [ofFirst, ofLongest, ofNameless] = shown;
    expect(ofLongest).toMatchObject({ to: longest.email, subject: 'Wilhelmina-Alexandra, come to Sleep' });
    expect(ofNameless?.to).toBe(nameless.email);
    expect(ofFirst?.to).toBe(expired.email);
    expect(ofFirst?.warnings).toEqual([
      { code: 'NAME_MISSING', message: expect.stringMatching(/^For one recipient no name is on file/) },
    ]);
    const sort = { field: 'CREATED_AT', direction: 'DESC' };
    const newest = [expired, longest, nameless].map(({ email }) => email);
    expect((await previews(staff, { selection, sort })).map(({ to }) => to)).toEqual(newest);
    const oldest = { ...sort, direction: 'ASC' };
    expect((await preview(staff, { selection, sort: oldest })).to).toBe(nameless.email);
    const expiredOnly = {
      ...selection,
      filter: { ...selection.filter, statuses: ['INVITE_EXPIRED', 'ACTIVE'] },
    };
    expect((await previews(staff, { selection: expiredOnly })).map(({ to }) => to)).toEqual(
      Array(3).fill(expired.email),
    );
    await app.ask(INVITE, { input: { selection, message } }, { as: staff });
    for (const each of new Map(shown.map((mail) => [mail.to, mail])).values()) await isDelivered(each);
  });

  it('looks at the first 200, and says so of the names that are missing', async () => {
    const { organization, staff, create } = await desk();
    const lines = (from: string, count: number, name: (number: string) => string) =>
      Array.from({ length: count }, (_, index) => {
        const number = String(index).padStart(3, '0');
        return `${name(number)} <${from}${number}@many.example>`;
      }).join('\n');
    await create({ emails: lines('a', 198, (number) => `Ada A${number}`) });
    await create({ emails: lines('z', 3, (number) => `Zwaantje-Wilhelmina-Alexandra Z${number}`) });
    for (const [index, email] of ['0@many.example', '1@many.example'].entries())
      await aClient(app, organization, { firstName: null, lastName: null, email, number: `0${index}` });
    const selection = { organizationId: organization.id };
    const seen = await previews(staff, { selection });
    expect(seen.map(({ to }) => to)).toEqual(['0@many.example', 'a000@many.example', '0@many.example']);
    expect(seen[0]?.warnings[0]?.message).toMatch(/^Of the first 200 recipients, 2 have no name on file/);
  });

  it('keeps the stand-in where nobody would get it, and takes clients or a selection, not both', async () => {
    const { organization, staff } = await desk();
    const active = await aClient(app, organization, { status: 'ACTIVE' });
    const selection = { organizationId: organization.id };
    expect((await previews(staff, { selection })).map(({ to }) => to)).toEqual(Array(3).fill(STAND_IN));
    const { messagePreview } = await app.ask(
      PREVIEW,
      {
        input: {
          organizationId: organization.id,
          message,
          recipient: 'FIRST',
          clientIds: [active.id],
          selection,
        },
      },
      { as: staff },
    );
    expect(messagePreview.errors).toEqual([{ code: 'INVALID', path: ['clientIds'] }]);
  });

  it('shows a clinician their own clients only, also by an address', async () => {
    const { organization, bram, own, others } = await practice();
    const selection = { organizationId: organization.id };
    const emails = own.map(({ email }) => email);
    for (const { to } of await previews(bram, { selection })) expect(emails).toContain(to);
    const search = { ...selection, filter: { search: 'Other' } };
    expect((await preview(bram, { selection: search })).to).toBe(STAND_IN);
    const { subject, text } = await preview(bram, { emails: others[0]?.email });
    expect(subject + text).not.toMatch(/Other|Program/);
    expect((await preview(bram, { emails: own[0]?.email })).subject).toMatch(/^Ada, come to Program/);
  });
});
