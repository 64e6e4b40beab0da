import { useTranslation } from 'react-i18next';
import { graphql } from '../gql';
import type { RefusalFragment } from '../gql/graphql';

// Without the API's sentence, which is English: what to say of a code stands in our own words.
graphql(`
  fragment Refusal on UserError {
    code
    path
  }
`);

export type UserError = RefusalFragment;

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
