import { randomInt } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { inject } from 'vitest';
import type { Database } from './database.ts';

export const PASSWORD = 'a long walk by the river';
// Hashing takes its time, and all of them have the same one.
const hashed = hashPassword(PASSWORD);

export interface Practice {
  id: string;
  slug: string;
  name: string;
  /** Ends the addresses of everybody of this practice, and of nobody else. */
  domain: string;
  owner: { email: string; name: string };
}

export interface PracticeOptions {
  name?: string;
  language?: 'en' | 'nl';
  programs?: string[];
}

/** An organization of the story's own, with the owner who runs it alone. */
export async function aPractice(database: Database, options: PracticeOptions = {}): Promise<Practice> {
  const { name = 'Praktijk De Linde', language = 'en', programs = [] } = options;
  const id = uuidv7();
  // Without letters: a row is found by the name in it, and every row holds the domain.
  const slug = `p-${randomInt(1e12)}`;
  const domain = `${slug}.example.com`;
  await database.sql(
    `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color, phone, visiting_address)
     VALUES (?, ?, ?, ?, 'Europe/Amsterdam', '#2f6f5e', '+31 20 555 01 42', 'Lindelaan 12, 1098 AB Amsterdam')`,
    [id, slug, name, language],
  );
  await database.sql('INSERT INTO client_number_sequences (organization_id) VALUES (?)', [id]);
  for (const program of programs)
    await database.sql('INSERT INTO programs (id, organization_id, name) VALUES (?, ?, ?)', [
      uuidv7(),
      id,
      program,
    ]);
  const owner = { email: `fenna@${domain}`, name: 'Fenna Bakker' };
  const userId = await aUser(database, owner);
  const staffMemberId = uuidv7();
  await database.sql(
    `INSERT INTO staff_members (id, organization_id, user_id, first_name, last_name) VALUES (?, ?, ?, 'Fenna', 'Bakker')`,
    [staffMemberId, id, userId],
  );
  await database.sql(`INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, 'OWNER')`, [
    staffMemberId,
  ]);
  return { id, slug, name, domain, owner };
}

/** Somebody else who works there, with built-in roles and permissions of their own. */
export async function aColleague(
  database: Database,
  practice: Practice,
  {
    firstName,
    lastName,
    roles,
    permissions = [],
  }: { firstName: string; lastName: string; roles: string[]; permissions?: string[] },
): Promise<{ staffMemberId: string; email: string; name: string }> {
  const email = `${firstName.toLowerCase()}@${practice.domain}`;
  const name = `${firstName} ${lastName}`;
  const staffMemberId = uuidv7();
  await database.sql(
    `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name, activated_at)
     VALUES (?, ?, ?, ?, ?, ?, NOW(3))`,
    [staffMemberId, practice.id, await aUser(database, { email, name }), email, firstName, lastName],
  );
  for (const role of roles)
    await database.sql('INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, ?)', [
      staffMemberId,
      role,
    ]);
  for (const permission of permissions)
    await database.sql('INSERT INTO staff_member_permissions (staff_member_id, permission) VALUES (?, ?)', [
      staffMemberId,
      permission,
    ]);
  return { staffMemberId, email, name };
}

/** Somebody who signs in with PASSWORD and has shown that the mailbox is theirs. */
export async function aUser(
  { sql }: Database,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const id = uuidv7();
  await sql('INSERT INTO users (id, name, email, email_verified) VALUES (?, ?, ?, 1)', [id, name, email]);
  await sql(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
     VALUES (?, ?, 'credential', ?, ?, NOW(3), NOW(3))`,
    [uuidv7(), id, id, await hashed],
  );
  return id;
}

/** Signed in without the form, for stories in which the form is not the point. */
export async function signIn(page: Page, email: string): Promise<void> {
  const answer = await page.request.post('/api/auth/sign-in/email', {
    data: { email, password: PASSWORD },
    // What carries a session must say which page it comes from.
    headers: { origin: inject('url') },
  });
  if (!answer.ok()) throw new Error(`signing in was refused: ${await answer.text()}`);
}
