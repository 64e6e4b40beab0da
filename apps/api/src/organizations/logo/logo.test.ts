import { describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember, type BuiltOrganization } from '../../../test/builders.js';
import type { App } from '../../../test/harness.js';
import { aQueuedInvitation, useOutbox } from '../../../test/outbox.js';
import type { SmtpInbox } from '../../../test/smtp-inbox.js';
import { invitationToken } from '../../invitations/invitation-token.js';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** One pixel: JFIF, its frame and the end. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffd9',
  'hex',
).toString('base64');

const UPDATE = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
  organization { logoUrl } errors { code path } } }`;
const INSIDE = `query ($id: ID!, $preview: MessagePreviewInput!) {
  organization(id: $id) { logoUrl } messagePreview(input: $preview) { html } }`;
const OPEN = 'query ($token: String!) { invitationPreview(token: $token) { organization { logoUrl } } }';

let app: App;
let inbox: SmtpInbox;
let organization: BuiltOrganization;
const aDelivery = useOutbox((outbox) => {
  ({ app, inbox, organization } = outbox);
});

async function save(logo: string | null) {
  const as = await aStaffMember(app, organization);
  return (await app.ask(UPDATE, { input: { id: organization.id, logo } }, { as })).updateOrganization;
}

/** What the invitation page and the mail of somebody who is invited show. */
async function shown() {
  const { invitation, mail } = await aQueuedInvitation(app, organization);
  await aDelivery().deliverDue();
  const [parsed] = await inbox.parsed(inbox.to(mail.recipient));
  const token = invitationToken(app.services.config.tokenKeys, invitation.id, 1);
  const { invitationPreview } = await app.ask(OPEN, { token }, { as: null });
  return { page: invitationPreview.organization.logoUrl, mail: parsed?.html ?? '' };
}

const png = (width: number, more = 0) => {
  const image = Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(more)]);
  image.writeUInt32BE(width, 16);
  return `data:image/png;base64,${image.toString('base64')}`;
};

describe('the logo of an organization', () => {
  it('stands on the page and in the mail of whoever is invited, at our own origin, for everybody to read', async () => {
    const { organization, errors } = await save(`data:image/png;base64,${PNG}`);
    expect(errors).toEqual([]);
    expect(organization.logoUrl).toMatch(/\/logos\/[0-9a-f]{64}\.png$/);
    const { origin, pathname } = new URL(organization.logoUrl);
    expect(origin).toBe(new URL(app.services.config.publicUrl).origin);
    const { page, mail } = await shown();
    expect(page).toBe(organization.logoUrl);
    expect(mail).toContain(`<img src="${organization.logoUrl}" alt=""`);

    const file = await app.fetch(pathname);
    expect(file.status).toBe(200);
    expect(Buffer.from(await file.arrayBuffer()).toString('base64')).toBe(PNG);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
    });
  });

  it('is gone when it is taken away, but not from mail that was sent with it', async () => {
    const { organization } = await save(`data:image/jpeg;base64,${JPEG}`);
    expect(organization.logoUrl).toMatch(/\.jpg$/);
    expect(await save(null)).toEqual({ organization: { logoUrl: null }, errors: [] });
    const { page, mail } = await shown();
    expect(page).toBeNull();
    expect(mail).not.toContain('<img');
    expect((await app.fetch(new URL(organization.logoUrl).pathname)).headers.get('content-type')).toBe(
      'image/jpeg',
    );
  });

  it.each([
    ['javascript:alert(1)', 'INVALID'],
    ['https://evil.example/logo.png', 'INVALID'],
    ['//evil.example/logo.png', 'INVALID'],
    [`/logos/${'a'.repeat(64)}.png`, 'INVALID'],
    ['data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', 'INVALID'],
    ['data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+', 'INVALID'],
    ['data:image/png;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', 'INVALID'],
    [`data:image/png;base64,${PNG.slice(0, 20)}`, 'INVALID'],
    [`data:image/png;base64,${PNG}\n<script>`, 'INVALID'],
    [png(0), 'INVALID'],
    [png(2_001), 'TOO_LARGE'],
    [png(1, 200_000), 'TOO_LARGE'],
  ])('is refused at its field when it is %.60s', async (logo, code) => {
    const { organization: saved, errors } = await save(logo);
    expect(errors).toEqual([{ code, path: ['logo'] }]);
    expect(saved).toBeNull();
    expect(await app.sql('SELECT logo FROM organizations WHERE id = ?', [organization.id])).toEqual([
      { logo: null },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'https://evil.example/logo.png',
    '../graphql',
    '"><script>alert(1)</script>',
    `${'a'.repeat(64)}.svg`,
  ])('is not shown when the database names %s', async (name) => {
    await app.sql('UPDATE organizations SET logo = ? WHERE id = ?', [name, organization.id]);
    const { page, mail } = await shown();
    const as = await aStaffMember(app, organization);
    const message = { subject: 'Welcome', body: '<p>Welcome</p>', buttonText: 'Open' };
    const preview = { organizationId: organization.id, message, recipient: 'FIRST' };
    const inside = await app.ask(INSIDE, { id: organization.id, preview }, { as });
    expect([page, inside.organization.logoUrl]).toEqual([null, null]);
    for (const html of [mail, inside.messagePreview.html])
      expect(html).not.toMatch(/<img|evil|javascript:|alert/);
    const policy = (await app.fetch('/admin/')).headers.get('content-security-policy');
    expect(policy).toMatch(/img-src 'self' data:;/);
    expect((await app.fetch(`/logos/${encodeURIComponent(name)}`)).status).toBe(404);
  });

  it('is changed by nobody who may not change settings, nor by another organization', async () => {
    const logo = `data:image/png;base64,${PNG}`;
    const assistant = await aStaffMember(app, organization, { roles: ['ASSISTANT'] });
    const stranger = await aStaffMember(app, await anOrganization(app));
    for (const as of [assistant, stranger])
      await expect(app.ask(UPDATE, { input: { id: organization.id, logo } }, { as })).rejects.toThrow();
    expect(await app.sql('SELECT logo FROM organizations WHERE id = ?', [organization.id])).toEqual([
      { logo: null },
    ]);
  });
});
