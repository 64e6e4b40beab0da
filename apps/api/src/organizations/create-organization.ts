import { randomBytes } from 'node:crypto';
import { normalizeAddress } from '@anteroom/address-list';
import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import { hashPassword } from '../auth/password.js';
import type { RequestContext } from '../context.js';
import { duplicateKey } from '../database/transaction.js';
import { createUser } from '../users/create-user.js';
import type { Language } from './language.js';

export interface FirstOwner {
  firstName: string;
  lastName: string;
  email: string;
}

export interface NewOrganization {
  name: string;
  slug: string;
  language: Language;
  timeZone: string;
  accentColor: string;
  owner: FirstOwner;
}

export interface CreatedOrganization {
  organizationId: string;
  userId: string;
  /** Somebody who has a user already keeps it, with its password. */
  userExisted: boolean;
}

export class OrganizationRefused extends Error {}

/** An organization with its first owner; there is no operation for it, since nobody could yet be allowed to call one. */
export async function createOrganization(
  ctx: RequestContext,
  given: NewOrganization,
): Promise<CreatedOrganization> {
  check(given);
  // Nobody knows it: the owner sets one with the link they get.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'));
  try {
    return await ctx.transaction((tx) => write(tx, given, passwordHash));
  } catch (error) {
    if (duplicateKey(error) === 'uq_organizations_slug')
      throw new OrganizationRefused(`there is an organization with the slug ${given.slug} already`);
    throw error;
  }
}

async function write(
  ctx: RequestContext,
  { name, slug, language, timeZone, accentColor, owner }: NewOrganization,
  passwordHash: string,
): Promise<CreatedOrganization> {
  const organizationId = uuidv7();
  await ctx.db.query(
    'INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, ?, ?, ?, ?, ?)',
    [organizationId, slug, name, language, timeZone, accentColor],
  );
  await ctx.db.query('INSERT INTO client_number_sequences (organization_id) VALUES (?)', [organizationId]);

  const email = addressOf(owner);
  const [known] = await ctx.db.query<{ id: string }[]>('SELECT id FROM users WHERE email = ? FOR UPDATE', [
    email,
  ]);
  const ownerName = `${owner.firstName} ${owner.lastName}`;
  const userId =
    known?.id ??
    (await createUser(ctx, { name: ownerName, email, emailVerified: false, passwordHash, language: null }));
  const staffMemberId = uuidv7();
  await ctx.db.query(
    `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name, activated_at)
     VALUES (?, ?, ?, ?, ?, ?, NOW(3))`,
    [staffMemberId, organizationId, userId, email, owner.firstName, owner.lastName],
  );
  await ctx.db.query(
    `INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, 'OWNER'), (?, 'ADMINISTRATOR')`,
    [staffMemberId, staffMemberId],
  );
  await recordAudit(ctx, [
    {
      organizationId,
      action: 'organization.created',
      subjectType: 'ORGANIZATION',
      subjectId: organizationId,
      details: { ownerId: staffMemberId },
    },
  ]);
  return { organizationId, userId, userExisted: known !== undefined };
}

function check({ name, slug, language, timeZone, accentColor, owner }: NewOrganization): void {
  const refuse = (reason: string) => {
    throw new OrganizationRefused(reason);
  };
  if (!name.trim() || name.length > 120) refuse('--name must have 1 to 120 characters');
  if (!/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(slug))
    refuse('--slug must be of small letters, digits and hyphens, at most 60');
  if (language !== 'en' && language !== 'nl') refuse('--language must be en or nl');
  if (!isTimeZone(timeZone)) refuse('--time-zone must be an IANA name such as Europe/Amsterdam');
  if (!/^#[0-9a-f]{6}$/i.test(accentColor)) refuse('--accent-color must look like #2f6f5e');
  if (addressOf(owner) === '') refuse('--owner-email must be an e-mail address');
  for (const part of [owner.firstName, owner.lastName])
    if (!part.trim() || part.length > 100) refuse('--owner-name must be a first name and a surname');
}

/** As it is stored and compared; empty for what is none. */
function addressOf({ email }: FirstOwner): string {
  return normalizeAddress(email).address ?? '';
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
