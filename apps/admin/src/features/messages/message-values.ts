export interface MessageValues {
  subject: string;
  body: string;
  buttonText: string;
}

/** The elements of the form, for the focus. */
export const messageFieldIds: Record<keyof MessageValues, string> = {
  subject: 'message-subject',
  body: 'message-body',
  buttonText: 'message-button-text',
};

export interface UserError {
  code: string;
  message: string;
  path: string[];
}

const fields = ['subject', 'body', 'buttonText'] as const;

/** Of the fields that are named, the first of the form. */
export function firstOf(named: readonly (string | null)[]): keyof MessageValues | undefined {
  return fields.find((field) => named.includes(field));
}

/** The field an error of the API belongs to: the paths are `['message', 'subject']` or `['invitation', 'message', 'subject']`. */
export function fieldOf(error: UserError): keyof MessageValues | null {
  if (!error.path.includes('message')) return null;
  return fields.find((field) => error.path.at(-1) === field) ?? null;
}
