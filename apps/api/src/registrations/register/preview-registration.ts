import type { RequestContext } from '../../context.js';
import { findRegistration } from './find-registration.js';
import { RegistrationPreview } from './registration-preview.js';

/** Reads only, so that a scanner that opens the link uses nothing up. */
export async function previewRegistration(ctx: RequestContext, token: string): Promise<RegistrationPreview> {
  const registration = await findRegistration(ctx, token);
  const preview = new RegistrationPreview();
  preview.state = registration?.state ?? 'UNKNOWN';
  if (!registration) return preview;
  preview.organization = registration.organization;
  if (preview.state !== 'OPEN') return preview;
  const [user] = await ctx.db.query<{ email_verified: number }[]>(
    'SELECT email_verified FROM users WHERE email = ?',
    [registration.email],
  );
  const signedInAs = ctx.viewer?.email ?? null;
  return Object.assign(preview, {
    registrationMode: registration.mode,
    email: registration.email,
    userExists: user !== undefined,
    mailboxUnproven: user !== undefined && !user.email_verified,
    signedInAsOther: signedInAs !== null && signedInAs !== registration.email ? signedInAs : null,
    signedInAsSelf: signedInAs === registration.email,
  });
}
