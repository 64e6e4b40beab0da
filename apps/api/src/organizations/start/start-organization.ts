import { openSession } from '../../auth/session/open-session.js';
import type { RequestContext } from '../../context.js';
import { duplicateKey } from '../../database/transaction.js';
import { UserError, UserErrors } from '../../errors.js';
import { type JoiningUser, joiningUser, returningUser } from '../../users/joining-user.js';
import { insertOrganization, type OrganizationToInsert, PRACTICE_OF_ONE } from '../insert-organization.js';
import type { NewOrganizationInput } from '../organization.inputs.js';
import { OrganizationFields } from '../organization-fields.js';
import { findStart, type LinkedStart } from './find-start.js';
import { refuseClosed } from './refuse-closed.js';
import type { OrganizationStartState, StartOrganizationInput } from './start.inputs.js';

/**
 * The holder of the link gets a practice of their own, in which they may do everything.
 * @returns the id of the organization
 */
export async function startOrganization(ctx: RequestContext, input: StartOrganizationInput): Promise<string> {
  refuseClosed(ctx);
  const start = await findStart(ctx, input.token);
  if (start?.state === 'USED') return repeatStart(ctx, start, input);
  if (start?.state !== 'OPEN') throw refuse(start?.state ?? 'UNKNOWN');
  const organization = readNewOrganization(input);
  const person = await joiningUser(ctx, start.email, { ...input, language: input.language });
  const started = await refusingTakenSlug(ctx.transaction((tx) => begin(tx, start, organization, person)));
  // Somebody was faster, and it may have been the same person's first click.
  if (started === null) return repeatStart(ctx, await findStart(ctx, input.token), input);
  if (!ctx.viewer) await openSession(ctx, started.userId);
  return started.organizationId;
}

/** What a new organization is to be; every problem at once, each at its field. */
export function readNewOrganization(input: NewOrganizationInput): OrganizationToInsert {
  const fields = new OrganizationFields();
  const organization = {
    name: fields.name(input.name),
    slug: fields.slug(input.slug),
    language: input.language,
    timeZone: fields.timeZone(input.timeZone),
    accentColor: fields.accentColor(input.accentColor),
  };
  if (fields.errors.length > 0) throw new UserErrors(...fields.errors);
  return organization;
}

export async function refusingTakenSlug<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (duplicateKey(error) !== 'uq_organizations_slug') throw error;
    throw new UserErrors(new UserError('TAKEN', 'Another organization already has this address.', ['slug']));
  }
}

/** @returns null when the link has served in the meantime */
async function begin(
  tx: RequestContext,
  start: LinkedStart,
  organization: OrganizationToInsert,
  person: JoiningUser,
): Promise<{ organizationId: string; userId: string } | null> {
  // Claim first: of many simultaneous ones only one may make an organization.
  const { affectedRows } = await tx.db.query<{ affectedRows: number }>(
    `UPDATE organization_starts SET used_at = NOW(3)
      WHERE id = ? AND generation = ? AND used_at IS NULL AND expires_at > NOW(3)`,
    [start.id, start.generation],
  );
  if (affectedRows !== 1) return null;
  const userId = await person.userId(tx);
  const { organizationId } = await insertOrganization(tx, organization, {
    userId,
    email: start.email,
    firstName: person.firstName || start.firstName,
    lastName: person.lastName || start.lastName,
    roles: PRACTICE_OF_ONE,
  });
  await tx.db.query('UPDATE organization_starts SET organization_id = ? WHERE id = ?', [
    organizationId,
    start.id,
  ]);
  return { organizationId, userId };
}

async function repeatStart(
  ctx: RequestContext,
  start: LinkedStart | null,
  input: StartOrganizationInput,
): Promise<string> {
  if (start?.state !== 'USED' || start.organizationId === null) throw refuse(start?.state ?? 'UNKNOWN');
  // Whoever started it may be out by now, and is shown nothing more of it.
  const [owner] = await ctx.db.query<{ id: string }[]>(
    `SELECT u.id FROM users u
       JOIN staff_members m ON m.organization_id = ? AND m.user_id = u.id AND m.deactivated_at IS NULL
      WHERE u.email = ?`,
    [start.organizationId, start.email],
  );
  const returning = await returningUser(ctx, owner?.id ?? null, input);
  if (!returning) throw refuse('USED');
  if (returning.signIn && owner) await openSession(ctx, owner.id);
  return start.organizationId;
}

const REFUSALS: Record<Exclude<OrganizationStartState, 'OPEN'>, [code: string, message: string]> = {
  UNKNOWN: ['LINK_UNKNOWN', 'This link does not lead anywhere. Use the link of the latest mail.'],
  EXPIRED: ['LINK_EXPIRED', 'This link has expired. Begin once more, and a new one comes by mail.'],
  USED: ['LINK_USED', 'This link has served already. Sign in instead.'],
};

function refuse(state: OrganizationStartState): UserErrors {
  const [code, message] = REFUSALS[state === 'OPEN' ? 'UNKNOWN' : state];
  return new UserErrors(new UserError(code, message, ['token']));
}
