import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { BuiltInRole } from '../staff/permissions.js';
import type { Language } from './language.js';

export interface OrganizationToInsert {
  name: string;
  slug: string;
  language: Language;
  timeZone: string;
  accentColor: string;
}

interface OwnerToInsert {
  userId: string;
  /** Normalised. */
  email: string;
  firstName: string;
  lastName: string;
  roles: readonly BuiltInRole[];
}

/** Somebody who works alone does everything there is to do. */
export const PRACTICE_OF_ONE: readonly BuiltInRole[] = ['OWNER', 'ASSISTANT', 'CLINICIAN'];

/** An organization with its first owner, within the caller's transaction. A slug that is taken breaks `uq_organizations_slug`. */
export async function insertOrganization(
  tx: RequestContext,
  organization: OrganizationToInsert,
  owner: OwnerToInsert,
): Promise<{ organizationId: string; staffMemberId: string }> {
  const organizationId = uuidv7();
  const staffMemberId = uuidv7();
  const { slug, name, language, timeZone, accentColor } = organization;
  await tx.db.query(
    'INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, ?, ?, ?, ?, ?)',
    [organizationId, slug, name, language, timeZone, accentColor],
  );
  await tx.db.query('INSERT INTO client_number_sequences (organization_id) VALUES (?)', [organizationId]);
  await tx.db.query(
    `INSERT INTO staff_members (id, organization_id, user_id, email, first_name, last_name, activated_at)
     VALUES (?, ?, ?, ?, ?, ?, NOW(3))`,
    [staffMemberId, organizationId, owner.userId, owner.email, owner.firstName, owner.lastName],
  );
  await insertRows(
    tx,
    'staff_member_roles',
    ['staff_member_id', 'role'],
    owner.roles.map((role) => [staffMemberId, role]),
  );
  await recordAudit(tx, [
    {
      organizationId,
      action: 'organization.created',
      staffMemberId,
      actorKind: tx.http.address ? 'STAFF' : 'SYSTEM',
      subjectType: 'ORGANIZATION',
      subjectId: organizationId,
      details: { roles: owner.roles },
    },
  ]);
  return { organizationId, staffMemberId };
}
