import { MAX_NAME_LENGTH, neutralizeName } from '@anteroom/address-list';
import { isGuessable } from '../auth/password/guessable-password.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../auth/password/password.js';
import { UserError, UserErrors } from '../errors.js';

interface NewUser {
  firstName: string;
  lastName: string;
  password: string;
}

interface Given {
  firstName?: string | null;
  lastName?: string | null;
  password?: string | null;
}

/** What somebody new with that address must say of themselves; every problem at once, each at its field. */
export function checkNewUser(input: Given, email: string): NewUser {
  const errors: UserError[] = [];
  const firstName = checkName('firstName', input.firstName, 'Give your first name.', errors);
  const lastName = checkName('lastName', input.lastName, 'Give your surname.', errors);
  const password = input.password ?? '';
  if (password.length < MIN_PASSWORD_LENGTH)
    errors.push(
      new UserError(
        password === '' ? 'REQUIRED' : 'TOO_SHORT',
        `Choose a password of at least ${MIN_PASSWORD_LENGTH} characters.`,
        ['password'],
      ),
    );
  else if (password.length > MAX_PASSWORD_LENGTH)
    errors.push(
      new UserError('TOO_LONG', `A password may have at most ${MAX_PASSWORD_LENGTH} characters.`, [
        'password',
      ]),
    );
  else if (isGuessable(password, [email, firstName, lastName]))
    errors.push(
      new UserError(
        'GUESSABLE',
        'This password is easy to guess. Choose another one, such as a few words in a row.',
        ['password'],
      ),
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
  const given = (raw ?? '').trim();
  if (given.length > MAX_NAME_LENGTH)
    errors.push(new UserError('TOO_LONG', `A name may have at most ${MAX_NAME_LENGTH} characters.`, [field]));
  // Staff read it, and it may stand in mails.
  const name = neutralizeName(given) ?? '';
  if (name === '') errors.push(new UserError('REQUIRED', missing, [field]));
  return name;
}
