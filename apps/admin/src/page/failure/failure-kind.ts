import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

export type FailureKind = 'offline' | 'refused' | 'gone' | 'tooMany' | 'server';

const kinds = new Map<unknown, FailureKind>([
  ['FORBIDDEN', 'refused'],
  ['ORGANIZATION_SUSPENDED', 'refused'],
  ['NOT_FOUND', 'gone'],
  ['TOO_MANY_REQUESTS', 'tooMany'],
]);

/** Which of our sentences fits: the server's own words are for logs. */
export function failureKind(error: unknown): FailureKind {
  if (CombinedGraphQLErrors.is(error)) {
    const known = error.errors.flatMap((one) => kinds.get(one.extensions?.code) ?? []);
    return known[0] ?? 'server';
  }
  if (ServerError.is(error)) return error.statusCode === 429 ? 'tooMany' : 'server';
  return 'offline';
}

/** What was asked for is nothing that the API knows how to look for. */
export function isRefusedInput(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.code === 'BAD_USER_INPUT')
  );
}
