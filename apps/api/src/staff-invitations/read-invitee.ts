import { readEmail, readName } from '../clients/client-fields.js';
import { readNumber } from '../clients/create/client-numbers.js';
import { UserError, UserErrors } from '../errors.js';
import type { InviteStaffInput } from './invite-staff.inputs.js';

/** Who is invited to the staff, as it will be kept. */
export interface Invitee {
  firstName: string;
  lastName: string;
  email: string;
  number: string | null;
}

const MISSING = {
  firstName: 'Give the first name.',
  lastName: 'Give the surname.',
  email: 'Give the address that the invitation goes to.',
};

/** Every problem at once, each at its field. */
export function readInvitee(input: InviteStaffInput): Invitee {
  const errors: UserError[] = [];
  const attempt = (read: () => string | null): string | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      errors.push(...error.errors);
      return null;
    }
  };
  const required = (field: keyof typeof MISSING, read: () => string | null): string => {
    const before = errors.length;
    const value = attempt(read);
    if (value === null && errors.length === before)
      errors.push(new UserError('REQUIRED', MISSING[field], [field]));
    return value ?? '';
  };
  const invitee = {
    firstName: required('firstName', () => readName(input.firstName, ['firstName'])),
    lastName: required('lastName', () => readName(input.lastName, ['lastName'])),
    email: required('email', () => readEmail(input.email, ['email'])),
    number: attempt(() => readNumber(input.number, ['number'])),
  };
  if (input.roleIds.length === 0)
    errors.push(
      new UserError('REQUIRED', 'Choose at least one role: it says what they may do.', ['roleIds']),
    );
  if (errors.length > 0) throw new UserErrors(...errors);
  return invitee;
}
