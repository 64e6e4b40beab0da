import { fold } from '../../clients/search-terms.js';
import type { RequestContext } from '../../context.js';
import { duplicateKey } from '../../database/transaction.js';
import { tooLong, UserError, UserErrors } from '../../errors.js';
import { oneLine } from '../../one-line.js';
import type { Staff } from '../authorize.js';
import { readGrants, refuseBeyondOwn } from '../grants.js';
import { BUILT_IN_ROLES } from '../permissions.js';

const MAX_NAME_LENGTH = 80;

/** The built-in roles' names, also as the SPA shows them in Dutch. */
const BUILT_IN_NAMES = new Set(
  [
    ...Object.values(BUILT_IN_ROLES).map(({ name }) => name),
    'Eigenaar',
    'Beheerder',
    'Assistent',
    'Behandelaar',
    'Ondersteuning',
  ].map(fold),
);

export function readRoleName(raw: string): string {
  const name = oneLine(raw);
  if (name === '') throw refused('REQUIRED', 'Give the role a name.');
  if (name.length > MAX_NAME_LENGTH) throw new UserErrors(tooLong(name, MAX_NAME_LENGTH, ['name']));
  if (BUILT_IN_NAMES.has(fold(name))) throw refused('BUILT_IN', 'A built-in role has this name.');
  return name;
}

const refused = (code: string, message: string) => new UserErrors(new UserError(code, message, ['name']));

/** What a role is to hold: something, and nothing that its maker does not hold. */
export async function readRolePermissions(
  ctx: RequestContext,
  staff: Staff,
  raw: readonly string[],
): Promise<string[]> {
  if (raw.length === 0)
    throw new UserErrors(
      new UserError('REQUIRED', 'Choose at least one thing that the role lets people do.', ['permissions']),
    );
  const granted = await readGrants(ctx, staff.organizationId, { roleIds: [], permissions: raw });
  refuseBeyondOwn(staff, granted, ['permissions']);
  return [...new Set(raw)];
}

export async function refusingTakenName(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (duplicateKey(error) !== 'uq_roles_name') throw error;
    throw refused('TAKEN', 'Another role already has this name.');
  }
}
