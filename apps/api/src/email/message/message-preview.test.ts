import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anOrganization,
  aProgram,
  aStaffMember,
  type BuiltStaffMember,
} from '../../../test/builders.js';
import { type App, startApp } from '../../../test/harness.js';

let app: App;
let staff: BuiltStaffMember;
beforeAll(async () => {
  app = await startApp({ config: { publicUrl: 'https://voordeur.example' } });
  staff = await aStaffMember(app, await anOrganization(app));
});
afterAll(() => app.close());

const PREVIEW = `query ($input: MessagePreviewInput!) {
  messagePreview(input: $input) { to subject html text warnings { code message } errors { code path } }
}`;
const message = {
  subject: 'Welcome {{ClientFirstName}}',
  body: '<p>Dear {{ClientFirstName}}, come to {{ProgramName}}.</p>',
  buttonText: 'Open',
};

const preview = async (input: object) =>
  (
    await app.ask(
      PREVIEW,
      { input: { organizationId: staff.organizationId, message, recipient: 'FIRST', ...input } },
      { as: staff },
    )
  ).messagePreview;

describe('the preview of a message', () => {
  it('is the mail as the first, the longest-named and the nameless client will get it, and lets nobody in', async () => {
    const organization = { id: staff.organizationId };
    const program = await aProgram(app, organization, { name: 'Sleep' });
    const ada = await aClient(app, organization, { firstName: 'Ada', lastName: 'Bos' });
    const long = await aClient(app, organization, {
      firstName: 'Wilhelmina-Alexandra',
      lastName: 'Oudenhoven',
    });
    const nameless = await aClient(app, organization, { firstName: null, lastName: null });
    const clientIds = [ada, long, nameless].map(({ id }) => id);
    const seen = [];
    for (const recipient of ['FIRST', 'LONGEST_NAME', 'NO_NAME'])
      seen.push(await preview({ clientIds, recipient, programId: program.id }));
    expect(seen.map(({ to }) => to)).toEqual([ada.email, long.email, nameless.email]);
    expect(seen[0]).toMatchObject({ subject: 'Welcome Ada', errors: [] });
    expect(seen[1].text).toContain('Dear Wilhelmina-Alexandra, come to Sleep.');
    expect(seen[2].subject).not.toContain('{{');
    for (const { html, text } of seen) {
      expect(html).toContain('https://voordeur.example/portal/invitation"');
      expect(html + text).not.toContain('inv_');
    }
    expect(await app.sql('SELECT id FROM mails')).toEqual([]);
  });

  it('shows clients of the organization only', async () => {
    const other = await aClient(app, await anOrganization(app), { firstName: 'Secret' });
    const { to, subject } = await preview({ clientIds: [other.id] });
    expect(to).not.toBe(other.email);
    expect(subject).not.toContain('Secret');
  });

  it.each([
    ['HEALTH_IN_SUBJECT', { subject: 'Your depression treatment' }],
    ['LINK_IN_SUBJECT', { subject: 'Welcome {{ClientPortalLink}}' }],
    ['FOREIGN_LINK', { body: '<p><a href="https://other.example/x">more</a></p>' }],
    ['FOREIGN_LINK', { body: '<p><a href="https://voordeur.example.evil.example/">more</a></p>' }],
    ['FOREIGN_LINK', { body: '<p><a href="https://voordeur.example@evil.example/">more</a></p>' }],
    ['NAME_MISSING', {}],
  ])('warns before sending: %s', async (code, changes) => {
    const { warnings } = await preview({ emails: 'new@x.example', message: { ...message, ...changes } });
    expect(warnings.map((warning: { code: string }) => warning.code)).toContain(code);
  });

  it('has nothing to warn of in a plain message with our own link', async () => {
    const body = '<p>Look at <a href="https://voordeur.example/portal/">the portal</a>.</p>';
    const { warnings } = await preview({
      emails: 'new@x.example',
      message: { subject: 'Welcome', body, buttonText: 'Open' },
    });
    expect(warnings).toEqual([]);
  });
});
