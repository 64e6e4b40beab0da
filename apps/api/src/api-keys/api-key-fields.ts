import { neutralizeName } from '@anteroom/address-list';
import { tooLong, UserError, UserErrors } from '../errors.js';
import { isKeyPermission, KEY_PERMISSIONS } from '../staff/permissions.js';

const MAX_NAME_LENGTH = 80;
const MAX_DAYS = 3650;

export function readKeyName(raw: string): string {
  const given = raw.trim();
  if (given.length > MAX_NAME_LENGTH) throw new UserErrors(tooLong(given, MAX_NAME_LENGTH, ['name']));
  // It stands in mails as the name of who invites.
  const name = neutralizeName(raw);
  if (name === null) throw new UserErrors(new UserError('REQUIRED', 'Give the key a name.', ['name']));
  return name;
}

/** After how many days a key ends; null for never. */
export function readDays(days: number | null | undefined): number | null {
  if (days === null || days === undefined) return null;
  if (days < 1 || days > MAX_DAYS)
    throw new UserErrors(
      new UserError('INVALID', `Give a number of days from 1 to ${MAX_DAYS}.`, ['expiresInDays']),
    );
  return days;
}

/** What a key is to hold, checked: managing keys, staff, roles and the audit log is for people. */
export function readKeyPermissions(permissions: readonly string[]): string[] {
  const wanted = [...new Set(permissions)];
  if (wanted.length === 0)
    throw new UserErrors(new UserError('REQUIRED', 'Choose what the key may do.', ['permissions']));
  const others = wanted.filter((permission) => !isKeyPermission(permission));
  if (others.length > 0)
    throw new UserErrors(
      new UserError(
        'NOT_FOR_KEYS',
        `A key cannot hold ${others.map((other) => other.slice(0, 60)).join(', ')}. It can hold: ${KEY_PERMISSIONS.join(', ')}.`,
        ['permissions'],
      ),
    );
  return wanted;
}
