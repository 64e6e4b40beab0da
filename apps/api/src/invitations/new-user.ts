import { UserError, UserErrors } from '../errors.js';
import type { AcceptInvitationInput } from './acceptance.inputs.js';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
const NAME_MAX = 100;

export interface NewUser {
  firstName: string;
  lastName: string;
  password: string;
}

/** What somebody new must say of themselves; every problem at once, each at its field. */
export function checkNewUser(input: AcceptInvitationInput): NewUser {
  const errors: UserError[] = [];
  const firstName = checkName('firstName', input.firstName, 'Give your first name.', errors);
  const lastName = checkName('lastName', input.lastName, 'Give your surname.', errors);
  const password = input.password ?? '';
  if (password.length < PASSWORD_MIN)
    errors.push(
      new UserError(
        password === '' ? 'REQUIRED' : 'TOO_SHORT',
        `Choose a password of at least ${PASSWORD_MIN} characters.`,
        ['password'],
      ),
    );
  if (password.length > PASSWORD_MAX)
    errors.push(
      new UserError('TOO_LONG', `A password may have at most ${PASSWORD_MAX} characters.`, ['password']),
    );
  if (errors.length > 0) throw new UserErrors(...errors);
  return { firstName, lastName, password };
}

function checkName(
  field: 'firstName' | 'lastName',
  raw: string | null | undefined,
  missing: string,
  errors: UserError[],
) {
  const name = (raw ?? '').replace(/\s+/g, ' ').trim();
  if (name === '') errors.push(new UserError('REQUIRED', missing, [field]));
  if (name.length > NAME_MAX)
    errors.push(new UserError('TOO_LONG', `A name may have at most ${NAME_MAX} characters.`, [field]));
  return name;
}
