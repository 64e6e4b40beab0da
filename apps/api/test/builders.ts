import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { hashOfSecret, makeSecret } from '../src/api-keys/api-key-secret.js';
import { hashPassword } from '../src/auth/password.js';
import type { ClientStatus } from '../src/clients/client-status.js';
import { leadOf, marksOf, searchTermsOf, sortNameOf } from '../src/clients/search-terms.js';
import type { InvitationStatus } from '../src/invitations/invitation.entity.js';
import { newSupportCode } from '../src/invitations/support-code.js';
import type { RegistrationMode } from '../src/organizations/registration-mode.js';
import { type BuiltInRole, KEY_PERMISSIONS, type Permission } from '../src/staff/permissions.js';
import type { App, Person } from './harness.js';

type Tables = Pick<App, 'sql'>;

const unique = () => randomBytes(5).toString('hex');

export interface BuiltOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export async function anOrganization(
  app: Tables,
  {
    name = 'Praktijk De Linde',
    language = 'en',
    timeZone = 'Europe/Amsterdam',
    registrationMode = 'INVITATION_ONLY' as RegistrationMode,
  } = {},
): Promise<BuiltOrganization> {
  const id = uuidv7();
  const slug = `org-${unique()}`;
  await app.sql(
    `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color, registration_mode)
     VALUES (?, ?, ?, ?, ?, '#2f6f5e', ?)`,
    [id, slug, name, language, timeZone, registrationMode],
  );
  await app.sql('INSERT INTO client_number_sequences (organization_id) VALUES (?)', [id]);
  return { id, slug, name };
}

const hashes = new Map<string, Promise<string>>();

/** Hashed once: many have the same one, and no test asks for different salts of people it did not make sign up. */
function hashed(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
}

export interface BuiltUser extends Person {
  readonly email: string;
}

export interface UserOptions {
  email?: string;
  name?: string;
  verified?: boolean;
  /** Only for those who sign in with it: hashing takes its time. */
  password?: string;
}

export async function aUser(app: Tables, options: UserOptions = {}): Promise<BuiltUser> {
  const userId = uuidv7();
  const {
    email = `user-${unique()}@example.com`,
    name = 'Sanne de Wit',
    verified = true,
    password,
  } = options;
  await app.sql('INSERT INTO users (id, name, email, email_verified) VALUES (?, ?, ?, ?)', [
    userId,
    name,
    email,
    verified ? 1 : 0,
  ]);
  if (password)
    await app.sql(
      `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
       VALUES (?, ?, 'credential', ?, ?, NOW(3), NOW(3))`,
      [uuidv7(), userId, userId, await hashed(password)],
    );
  return { userId, email };
}

export interface BuiltStaffMember extends BuiltUser {
  readonly staffMemberId: string;
  readonly organizationId: string;
}

export async function aStaffMember(
  app: Tables,
  organization: { id: string },
  {
    roles = ['OWNER'],
    firstName = 'Fenna',
    lastName = 'Bakker',
    permissions = [],
    user,
    ...options
  }: UserOptions & {
    /** Built-in ones, or ids of roles of the organization. */
    roles?: (BuiltInRole | (string & {}))[];
    permissions?: Permission[];
    firstName?: string;
    lastName?: string;
    user?: BuiltUser;
  } = {},
): Promise<BuiltStaffMember> {
  const { userId, email } = user ?? (await aUser(app, { name: `${firstName} ${lastName}`, ...options }));
  const staffMemberId = uuidv7();
  await app.sql(
    `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name, activated_at)
     VALUES (?, ?, ?, ?, ?, ?, NOW(3))`,
    [staffMemberId, organization.id, userId, email, firstName, lastName],
  );
  for (const role of roles)
    await app.sql('INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, ?)', [
      staffMemberId,
      role,
    ]);
  for (const permission of permissions)
    await app.sql('INSERT INTO staff_member_permissions (staff_member_id, permission) VALUES (?, ?)', [
      staffMemberId,
      permission,
    ]);
  return { userId, email, staffMemberId, organizationId: organization.id };
}

export interface BuiltApiKey {
  readonly id: string;
  readonly secret: string;
  readonly staffMemberId: string;
  /** The header that sends it. */
  readonly headers: { authorization: string };
}

export async function anApiKey(
  app: Tables,
  createdBy: BuiltStaffMember,
  {
    name = 'Planner',
    permissions = [...KEY_PERMISSIONS],
  }: { name?: string; permissions?: readonly Permission[] } = {},
): Promise<BuiltApiKey> {
  const [id, staffMemberId, secret] = [uuidv7(), uuidv7(), makeSecret()];
  await app.sql(
    `INSERT INTO staff_members (id, organization_id, kind, first_name, last_name, activated_at)
     VALUES (?, ?, 'KEY', ?, '', NOW(3))`,
    [staffMemberId, createdBy.organizationId, name],
  );
  for (const permission of permissions)
    await app.sql('INSERT INTO staff_member_permissions (staff_member_id, permission) VALUES (?, ?)', [
      staffMemberId,
      permission,
    ]);
  await app.sql(
    `INSERT INTO api_keys (id, organization_id, staff_member_id, name, last_characters, created_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [id, createdBy.organizationId, staffMemberId, name, secret.slice(-4), createdBy.staffMemberId],
  );
  await app.sql('INSERT INTO api_key_secrets (hash, api_key_id) VALUES (?, ?)', [hashOfSecret(secret), id]);
  return { id, secret, staffMemberId, headers: { authorization: `Bearer ${secret}` } };
}

export interface BuiltRole {
  readonly id: string;
  readonly name: string;
}

/** A role of the organization itself. */
export async function aRole(
  app: Tables,
  organization: { id: string },
  { name = `Role ${unique()}`, permissions = [] }: { name?: string; permissions?: Permission[] } = {},
): Promise<BuiltRole> {
  const id = uuidv7();
  await app.sql('INSERT INTO roles (id, organization_id, name) VALUES (?, ?, ?)', [
    id,
    organization.id,
    name,
  ]);
  for (const permission of permissions)
    await app.sql('INSERT INTO role_permissions (role_id, permission) VALUES (?, ?)', [id, permission]);
  return { id, name };
}

export interface BuiltProgram {
  readonly id: string;
  readonly name: string;
}

export async function aProgram(
  app: Tables,
  organization: { id: string },
  { name = `Program ${unique()}` } = {},
): Promise<BuiltProgram> {
  const id = uuidv7();
  await app.sql('INSERT INTO programs (id, organization_id, name) VALUES (?, ?, ?)', [
    id,
    organization.id,
    name,
  ]);
  return { id, name };
}

export interface BuiltClient {
  readonly id: string;
  readonly organizationId: string;
  readonly number: string;
  readonly email: string | null;
}

export interface ClientOptions {
  number?: string;
  firstName?: string | null;
  lastName?: string | null;
  /** null: none on file. */
  email?: string | null;
  status?: ClientStatus;
  user?: Person;
  program?: { id: string };
}

export async function aClient(
  app: Tables,
  organization: { id: string },
  options: ClientOptions = {},
): Promise<BuiltClient> {
  const id = uuidv7();
  const { firstName = 'Joris', lastName = 'Visser', user, program } = options;
  const email = options.email === undefined ? `client-${unique()}@example.com` : options.email;
  const number = options.number ?? `T-${unique()}`;
  const status = options.status ?? (user ? 'ACTIVE' : email ? 'NOT_INVITED' : 'NO_EMAIL');
  const searchable = { number, firstName, lastName, email };
  await app.sql(
    `INSERT INTO clients
       (id, organization_id, user_id, number, first_name, last_name, email, status, sort_name, marks, activated_at, invitation_expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, IF(? = 'ACTIVE', NOW(3), NULL), IF(?, NOW(3), NULL))`,
    [
      id,
      organization.id,
      user?.userId ?? null,
      number,
      firstName,
      lastName,
      email,
      status === 'INVITE_EXPIRED' ? 'INVITE_PENDING' : status,
      sortNameOf(searchable),
      String(marksOf(searchTermsOf(searchable))),
      status,
      status === 'INVITE_EXPIRED',
    ],
  );
  for (const term of searchTermsOf(searchable))
    await app.sql(
      `INSERT INTO client_search_terms (scope_id, status, lead_length, term, client_id, marks, sort_name, number, client_created_at)
       SELECT organization_id, status, ?, ?, id, marks, sort_name, number, created_at FROM clients WHERE id = ?`,
      [leadOf(term, sortNameOf(searchable)), term, id],
    );
  if (program) {
    await app.sql(
      `INSERT INTO enrolments (program_id, client_id, organization_id, status, marks, sort_name, number, client_created_at)
       SELECT ?, id, organization_id, status, marks, sort_name, number, created_at FROM clients WHERE id = ?`,
      [program.id, id],
    );
    await app.sql(
      `INSERT INTO client_search_terms (scope_id, status, lead_length, term, client_id, marks, sort_name, number, client_created_at)
       SELECT ?, status, lead_length, term, client_id, marks, sort_name, number, client_created_at FROM client_search_terms WHERE client_id = ?`,
      [program.id, id],
    );
  }
  return { id, organizationId: organization.id, number, email };
}

export interface BuiltInvitation {
  readonly id: string;
  readonly clientId: string;
  readonly organizationId: string;
}

/** Sent just now, with its mail accepted by the mail server; `passTime` makes it older. */
export async function anInvitation(
  app: Tables,
  client: BuiltClient,
  {
    sentBy,
    status = 'PENDING',
  }: { sentBy?: { staffMemberId: string } | null; status?: Exclude<InvitationStatus, 'EXPIRED'> } = {},
): Promise<BuiltInvitation> {
  const id = uuidv7();
  const messageId = uuidv7();
  await app.sql(
    `INSERT INTO messages (id, organization_id, subject, body, button_text)
     VALUES (?, ?, 'Welcome', '<p>Hello {{ClientFirstName}}</p>', 'Open')`,
    [messageId, client.organizationId],
  );
  await app.sql(
    `INSERT INTO invitations
       (id, organization_id, client_id, message_id, support_code, email, status, sent_at, sent_by, expires_at, next_reminder_at, delivery_state)
     VALUES (?, ?, ?, ?, ?, ?, ?, NOW(3), ?, NOW(3) + INTERVAL 14 DAY, NOW(3) + INTERVAL 3 DAY, 'SENT')`,
    [
      id,
      client.organizationId,
      client.id,
      messageId,
      newSupportCode(),
      client.email,
      status,
      sentBy?.staffMemberId ?? null,
    ],
  );
  await app.sql(
    `UPDATE clients SET status = ?, invitation_expires_at = NOW(3) + INTERVAL 14 DAY WHERE id = ?`,
    [status === 'ACCEPTED' ? 'ACTIVE' : `INVITE_${status}`, client.id],
  );
  return { id, clientId: client.id, organizationId: client.organizationId };
}

export interface BuiltStaffInvitation {
  readonly staffMemberId: string;
  readonly invitationId: string;
}

/** Somebody invited to become staff, just now. */
export async function aStaffInvitation(
  app: Tables,
  organization: { id: string },
  {
    roles = [],
    email = `staff-${unique()}@example.com`,
    sentBy,
  }: { roles?: string[]; email?: string; sentBy?: { staffMemberId: string } } = {},
): Promise<BuiltStaffInvitation> {
  const [staffMemberId, invitationId, messageId] = [uuidv7(), uuidv7(), uuidv7()];
  await app.sql(
    `INSERT INTO staff_members (id, organization_id, email, first_name, last_name) VALUES (?, ?, ?, 'Iris', 'Mulder')`,
    [staffMemberId, organization.id, email],
  );
  for (const role of roles)
    await app.sql('INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, ?)', [
      staffMemberId,
      role,
    ]);
  await app.sql(
    `INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, ?, 'Welcome', '<p>Hello</p>', 'Open')`,
    [messageId, organization.id],
  );
  await app.sql(
    `INSERT INTO invitations
       (id, organization_id, staff_member_id, message_id, support_code, email, status, sent_at, sent_by, expires_at, next_reminder_at, delivery_state)
     VALUES (?, ?, ?, ?, ?, ?, 'PENDING', NOW(3), ?, NOW(3) + INTERVAL 14 DAY, NOW(3) + INTERVAL 3 DAY, 'SENT')`,
    [
      invitationId,
      organization.id,
      staffMemberId,
      messageId,
      newSupportCode(),
      email,
      sentBy?.staffMemberId ?? null,
    ],
  );
  return { staffMemberId, invitationId };
}

/** Lets time pass for one invitation: everything about it happened that much earlier. */
export async function passTime(
  app: Tables,
  invitationId: string,
  { days = 0, seconds = 0 }: { days?: number; seconds?: number },
): Promise<void> {
  const by = days * 86_400 + seconds;
  const back = (columns: string[]) =>
    columns.map((column) => `${column} = ${column} - INTERVAL ${Number(by)} SECOND`).join(', ');
  await app.sql(
    `UPDATE invitations SET ${back(['sent_at', 'expires_at', 'next_reminder_at', 'accepted_at', 'withdrawn_at', 'renewal_requested_at'])} WHERE id = ?`,
    [invitationId],
  );
  await app.sql(`UPDATE invitation_events SET ${back(['at'])} WHERE invitation_id = ?`, [invitationId]);
  await app.sql(
    `UPDATE mails SET ${back(['next_attempt_at', 'sent_at', 'created_at'])} WHERE invitation_id = ?`,
    [invitationId],
  );
  await app.sql(
    `UPDATE clients SET ${back(['invitation_expires_at'])}
      WHERE id = (SELECT client_id FROM invitations WHERE id = ?)`,
    [invitationId],
  );
}

/** Active when both are, as it would be by itself. */
export async function aConnection(
  app: Tables,
  staff: { staffMemberId: string },
  client: BuiltClient,
): Promise<{ readonly id: string }> {
  const id = uuidv7();
  await app.sql(
    `INSERT INTO connections (id, organization_id, staff_member_id, client_id, activated_at)
     SELECT ?, c.organization_id, m.id, c.id,
            IF(c.status = 'ACTIVE' AND m.user_id IS NOT NULL AND m.deactivated_at IS NULL, NOW(3), NULL)
       FROM clients c JOIN staff_members m ON m.id = ? WHERE c.id = ?`,
    [id, staff.staffMemberId, client.id],
  );
  return { id };
}

export interface BuiltRegistration {
  readonly id: string;
  readonly email: string;
  readonly userId: string;
}

/** A request that waits for the organization, by a user with a proven mailbox. */
export async function aRegistration(
  app: Tables,
  organization: { id: string },
  { firstName = 'Vera', lastName = 'Willems', email = `applicant-${unique()}@example.com` } = {},
): Promise<BuiltRegistration> {
  const id = uuidv7();
  const { userId } = await aUser(app, { email, name: `${firstName} ${lastName}` });
  await app.sql(
    `INSERT INTO registrations
       (id, organization_id, email, status, first_name, last_name, user_id, mailed_at, expires_at, requested_at)
     VALUES (?, ?, ?, 'WAITING', ?, ?, ?, NOW(3) - INTERVAL 1 HOUR, NOW(3) + INTERVAL 47 HOUR, NOW(3))`,
    [id, organization.id, email, firstName, lastName, userId],
  );
  return { id, email, userId };
}
