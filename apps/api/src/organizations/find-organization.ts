import type { RequestContext } from '../context.js';
import { badInput } from '../errors.js';
import { isId } from '../id.js';
import { authorize, staffOf } from '../staff/authorize.js';
import { noteVisit } from '../staff/note-visit.js';
import { Organization } from './organization.entity.js';
import { isSlug } from './organization-fields.js';

interface WhichOrganization {
  id?: string | null;
  slug?: string | null;
}

/** Null for an organization that does not exist and for one that is none of the viewer's. */
export async function findOrganization(
  ctx: RequestContext,
  { id, slug }: WhichOrganization,
): Promise<Organization | null> {
  if ([id, slug].filter((given) => typeof given === 'string').length !== 1)
    throw badInput('Give either the id or the slug of the organization.', ['id']);
  if (typeof id === 'string' ? !isId(id) : !isSlug(String(slug))) return null;
  const organization = await ctx.db
    .getRepository(Organization)
    .findOneBy(typeof id === 'string' ? { id } : { slug: String(slug) });
  if (!organization) return null;
  if (!(await staffOf(ctx, organization.id))) {
    ctx.services.denials.note(ctx, {
      organizationId: organization.id,
      details: { permission: 'organization.read' },
    });
    return null;
  }
  await noteVisit(ctx, await authorize(ctx, organization.id, 'organization.read'));
  return organization;
}
