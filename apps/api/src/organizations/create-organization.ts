import { randomBytes } from 'node:crypto';
import { normalizeAddress } from '@anteroom/address-list';
import { hashPassword } from '../auth/password/password.js';
import type { RequestContext } from '../context.js';
import { duplicateKey } from '../database/transaction.js';
import { createUser } from '../users/create-user.js';
import { insertOrganization, type OrganizationToInsert } from './insert-organization.js';
import { isColor, isSlug, isTimeZone } from './organization-fields.js';

interface FirstOwner {
  firstName: string;
  lastName: string;
  email: string;
}

export interface NewOrganization extends OrganizationToInsert {
  owner: FirstOwner;
}

interface CreatedOrganization {
  organizationId: string;
  userId: string;
  /** Somebody who has a user already keeps it, with its password. */
  userExisted: boolean;
}

export class OrganizationRefused extends Error {}

/** An organization with its first owner, made by whoever runs the system, with or without sign-up. */
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
  tx: RequestContext,
  { owner, ...organization }: NewOrganization,
  passwordHash: string,
): Promise<CreatedOrganization> {
  const email = addressOf(owner);
  const [known] = await tx.db.query<{ id: string }[]>('SELECT id FROM users WHERE email = ? FOR UPDATE', [
    email,
  ]);
  const name = `${owner.firstName} ${owner.lastName}`;
  const userId =
    known?.id ?? (await createUser(tx, { name, email, emailVerified: false, passwordHash, language: null }));
  const { organizationId } = await insertOrganization(tx, organization, {
    ...owner,
    email,
    userId,
    roles: ['OWNER', 'ADMINISTRATOR'],
  });
  return { organizationId, userId, userExisted: known !== undefined };
}

function check({ name, slug, language, timeZone, accentColor, owner }: NewOrganization): void {
  const refuse = (reason: string) => {
    throw new OrganizationRefused(reason);
  };
  if (!name.trim() || name.length > 120) refuse('--name must have 1 to 120 characters');
  if (!isSlug(slug)) refuse('--slug must be of small letters, digits and hyphens, at most 60');
  if (language !== 'en' && language !== 'nl') refuse('--language must be en or nl');
  if (!isTimeZone(timeZone)) refuse('--time-zone must be an IANA name such as Europe/Amsterdam');
  if (!isColor(accentColor)) refuse('--accent-color must look like #2f6f5e');
  if (addressOf(owner) === '') refuse('--owner-email must be an e-mail address');
  for (const part of [owner.firstName, owner.lastName])
    if (!part.trim() || part.length > 100) refuse('--owner-name must be a first name and a surname');
}

/** As it is stored and compared; empty for what is none. */
function addressOf({ email }: FirstOwner): string {
  return normalizeAddress(email).address ?? '';
}
