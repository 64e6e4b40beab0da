import { describeProblem, MAX_NAME_LENGTH, neutralizeName, normalizeAddress } from '@anteroom/address-list';
import { tooLong, UserError, UserErrors } from '../errors.js';

/** A name as it may stand in mails and headers; null when nothing is left of it. */
export function readName(raw: string | null | undefined, path: string[]): string | null {
  const name = raw?.trim() ?? '';
  if (name.length > MAX_NAME_LENGTH) throw new UserErrors(tooLong(name, MAX_NAME_LENGTH, path));
  return neutralizeName(name);
}

/** The address as it is compared and sent to, or null when none was given. */
export function readEmail(raw: string | null | undefined, path: string[]): string | null {
  if ((raw?.trim() ?? '') === '') return null;
  const { address, problem } = normalizeAddress(raw ?? '');
  if (address === null)
    throw new UserErrors(new UserError('BAD_ADDRESS', problem ? describeProblem(problem) : '', path));
  return address;
}

/** The name that stood before a pasted address: its first word is the first name, or what comes after `Surname,`. */
export function splitName(name: string | null): { firstName: string | null; lastName: string | null } {
  const [surname, given, ...more] = (name ?? '').split(',').map((part) => part.trim());
  if (surname && given && more.length === 0) return { firstName: given, lastName: surname };
  const [firstName, ...rest] = (name ?? '').split(' ').filter(Boolean);
  return { firstName: firstName ?? null, lastName: rest.join(' ') || null };
}
