import type { RequestContext } from '../../context.js';
import { slugOf } from '../organization-fields.js';
import { findStart } from './find-start.js';
import { OrganizationStartPreview } from './start.inputs.js';

/** Reads only, so that a scanner that opens the link uses nothing up. */
export async function previewStart(ctx: RequestContext, token: string): Promise<OrganizationStartPreview> {
  const preview = new OrganizationStartPreview();
  const start = await findStart(ctx, token);
  preview.state = start?.state ?? 'UNKNOWN';
  if (start?.state !== 'OPEN') return preview;
  const { email, firstName, lastName, name } = start;
  const [user] = await ctx.db.query<{ email_verified: number }[]>(
    'SELECT email_verified FROM users WHERE email = ?',
    [email],
  );
  const signedInAs = ctx.viewer?.email ?? null;
  return Object.assign(preview, {
    ...{ email, firstName, lastName, name },
    proposedSlug: await freeSlug(ctx, slugOf(name)),
    userExists: user !== undefined,
    mailboxUnproven: user !== undefined && !user.email_verified,
    signedInAsOther: signedInAs !== null && signedInAs !== email ? signedInAs : null,
    signedInAsSelf: signedInAs === email,
  });
}

/** The first of `de-linde`, `de-linde-2`, … that nobody has; null where a name suggests nothing. */
async function freeSlug(ctx: RequestContext, wanted: string): Promise<string | null> {
  if (wanted === '') return null;
  const candidates = [wanted, ...Array.from({ length: 30 }, (_, index) => `${wanted}-${index + 2}`)];
  const taken = await ctx.db.query<{ slug: string }[]>('SELECT slug FROM organizations WHERE slug IN (?)', [
    candidates,
  ]);
  const known = new Set(taken.map(({ slug }) => slug));
  return candidates.find((slug) => !known.has(slug)) ?? null;
}
