import type { RequestContext } from '../../context.js';
import type { Logo } from './read-logo.js';

/** So that it can be shown; what the organization shows is another matter. */
export async function keepLogo(
  ctx: Pick<RequestContext, 'db'>,
  organizationId: string,
  { name, image }: Logo,
): Promise<void> {
  await ctx.db.query(
    'INSERT IGNORE INTO organization_logos (name, organization_id, image) VALUES (?, ?, ?)',
    [name, organizationId, image],
  );
}
