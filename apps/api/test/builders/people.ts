import { uuidv7 } from 'uuidv7';
import { hashPassword } from '../../src/auth/password/password.js';
import type { BuiltInRole, Permission } from '../../src/staff/permissions.js';
import type { Person } from '../harness.js';
import { type Tables, unique } from './tables.js';

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

/** Without any role: they may do what is named and nothing else. */
export function staffWithOnly(
  app: Tables,
  organization: { id: string },
  ...permissions: Permission[]
): Promise<BuiltStaffMember> {
  return aStaffMember(app, organization, { roles: [], permissions });
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
