import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';

/**
 * R20, R54: refuses an address or number that another client has, at its field. The caller holds the organization's number
 * sequence, so that nobody takes them in between.
 * @returns which of `numbers` are taken
 */
export async function refuseTaken(
  tx: RequestContext,
  organizationId: string,
  wanted: { email: string | null; number: string | null; exceptId?: string },
  numbers: readonly string[],
): Promise<string[]> {
  const rows = await tx.db.query<{ id: string; number: string; email: string | null }[]>(
    `SELECT id, number, email FROM clients WHERE organization_id = ? AND email = ?
      UNION SELECT id, number, email FROM clients WHERE organization_id = ? AND number IN (?)`,
    [organizationId, wanted.email, organizationId, numbers.length > 0 ? numbers : ['']],
  );
  const others = rows.filter(({ id }) => id !== wanted.exceptId);
  const errors: UserError[] = [];
  const sameEmail = others.find(({ email }) => email !== null && email === wanted.email);
  if (sameEmail)
    errors.push(new UserError('TAKEN', `Client ${sameEmail.number} already has this address.`, ['email']));
  const number = wanted.number?.toLowerCase();
  if (number !== undefined && others.some((other) => other.number.toLowerCase() === number))
    errors.push(new UserError('TAKEN', 'Another client already has this number.', ['number']));
  if (errors.length > 0) throw new UserErrors(...errors);
  return others.map((other) => other.number);
}
