import { useTranslation } from 'react-i18next';

export interface UserError {
  code: string;
  path: string[];
}

/** The errors of a payload that belong to a field of the form in hand, in the order of its fields. */
export function errorsAt<Field extends string>(
  errors: UserError[],
  fields: readonly Field[],
): { field: Field; code: string }[] {
  return fields.flatMap((field) => {
    const error = errors.find(({ path }) => path.at(-1) === field);
    return error ? [{ field, code: error.code }] : [];
  });
}

/** The API's codes in the reader's words. */
export function useProblemText(): (code: string) => string {
  const { t, i18n } = useTranslation('frame');
  return (code) => {
    const known = i18n.exists(`problem.${code}`, { ns: 'frame' });
    return t(known ? (`problem.${code}` as 'problem.other') : 'problem.other');
  };
}
