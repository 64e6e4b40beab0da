import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import { connectedAmong, type ScopedStaff } from '../staff/authorize.js';

/**
 * R20, R54: refuses an address or number that another client has, at its field. The caller holds the organization's number
 * sequence, so that nobody takes them in between.
 * @returns which of `numbers` are taken
 */
export async function refuseTaken(
  tx: RequestContext,
  staff: ScopedStaff,
  wanted: { email: string | null; number: string | null; exceptId?: string },
  numbers: readonly string[],
): Promise<string[]> {
  const { organizationId } = staff;
  const rows = await tx.db.query<{ id: string; number: string; email: string | null }[]>(
    `SELECT id, number, email FROM clients WHERE organization_id = ? AND email = ?
      UNION SELECT id, number, email FROM clients WHERE organization_id = ? AND number IN (?)`,
    [organizationId, wanted.email, organizationId, numbers.length > 0 ? numbers : ['']],
  );
  const others = rows.filter(({ id }) => id !== wanted.exceptId);
  const errors: UserError[] = [];
  const sameEmail = others.find(({ email }) => email !== null && email === wanted.email);
  if (sameEmail) errors.push(await refusalOf(tx, staff, sameEmail));
  const number = wanted.number?.toLowerCase();
  if (number !== undefined && others.some((other) => other.number.toLowerCase() === number))
    errors.push(new UserError('TAKEN', 'Another client already has this number.', ['number']));
  if (errors.length > 0) throw new UserErrors(...errors);
  return others.map((other) => other.number);
}

/** Whoever sees only their own clients learns of another no more than that the address is in use. */
async function refusalOf(
  tx: RequestContext,
  staff: ScopedStaff,
  { id, number }: { id: string; number: string },
): Promise<UserError> {
  const seen = staff.permissions.has('clients.read') || (await connectedAmong(tx, staff, [id])).size > 0;
  return seen
    ? new UserError('TAKEN', `Client ${number} already has this address.`, ['email'])
    : new UserError(
        'TAKEN_UNCONNECTED',
        'This address is taken by a client whom you are not connected with. Ask somebody who may make connections to connect you.',
        ['email'],
      );
}
