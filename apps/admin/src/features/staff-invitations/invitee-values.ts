import type { Choice } from '../../page/searched-choice';

/** What is asked about somebody who is invited to the staff. */
export interface InviteeValues {
  firstName: string;
  lastName: string;
  email: string;
  number: string;
  roleIds: string[];
  clients: Choice[];
  /** Held beside the roles; not asked for, but not to be lost when somebody is invited once more. */
  permissions: string[];
}

export const noInvitee: InviteeValues = {
  firstName: '',
  lastName: '',
  email: '',
  number: '',
  roleIds: [],
  clients: [],
  permissions: [],
};

/** In the order in which they are asked. */
export const inviteeFields = ['firstName', 'lastName', 'email', 'number', 'roleIds', 'clients'] as const;
type InviteeField = (typeof inviteeFields)[number];

export interface RefusedField {
  field: InviteeField;
  code: string;
  message: string;
}

/** As the API calls them. */
const pathOf = (field: InviteeField): string => (field === 'clients' ? 'clientIds' : field);

/** What the API has to say of this step, the first of each field; errors of the message are not among it. */
export function refusedFields(
  errors: readonly { code: string; message: string; path: string[] }[],
): RefusedField[] {
  return inviteeFields.flatMap((field) => {
    const error = errors.find(({ path }) => path[0] === pathOf(field));
    return error ? [{ field, code: error.code, message: error.message }] : [];
  });
}
