import type { RequestContext } from '../context.js';
import { isSlug } from './organization-fields.js';
import { OrganizationPage, type PublicOrganization } from './public-organization.js';

/** Who shows itself to everybody, with what the page for registering needs to know. */
export interface ShownOrganization extends OrganizationPage {
  id: string;
}

/** SQL: what of organization `o` everybody may know. */
export const FACE_COLUMNS = `
  o.name, o.slug, o.language, o.time_zone AS timeZone, o.accent_color AS accentColor, o.logo, o.phone,
  o.visiting_address AS visitingAddress`;

/** Of a row that holds these columns among others. */
export function faceOf({
  name,
  slug,
  language,
  timeZone,
  accentColor,
  logo,
  phone,
  visitingAddress,
}: PublicOrganization): PublicOrganization {
  return { name, slug, language, timeZone, accentColor, logo, phone, visitingAddress };
}

type Row = PublicOrganization & Omit<ShownOrganization, 'organization'>;

/** Null for an organization that does not exist and for one that is suspended. */
export async function readOrganizationPage(
  ctx: Pick<RequestContext, 'db'>,
  slug: string,
): Promise<ShownOrganization | null> {
  // The database cannot compare its column with letters that no slug has.
  if (!isSlug(slug)) return null;
  const [row] = await ctx.db.query<Row[]>(
    `SELECT ${FACE_COLUMNS}, o.id, o.description, o.treatments, o.registration_mode AS registrationMode
       FROM organizations o WHERE o.slug = ? AND o.suspended_at IS NULL`,
    [slug],
  );
  if (!row) return null;
  const { id, description, treatments, registrationMode } = row;
  return Object.assign(new OrganizationPage(), {
    id,
    organization: faceOf(row),
    description,
    treatments,
    registrationMode,
  });
}
