import { GraphQLError } from 'graphql';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Something the caller can mend: what, where in the input, and how.' })
export class UserError {
  @Field(() => String, {
    description:
      'Stable, for programs: e.g. REQUIRED, TOO_LONG, INVALID, TAKEN, TOO_MANY, BAD_ADDRESS, UNKNOWN_PLACEHOLDER, NOT_FOUND, NOT_POSSIBLE.',
  })
  code: string;

  @Field(() => String)
  message: string;

  @Field(() => [String], { description: "Where in the input, e.g. ['message', 'subject']." })
  path: string[];

  constructor(code: string, message: string, path: string[] = []) {
    this.code = code;
    this.message = message;
    this.path = path;
  }
}

export function tooLong({ length }: string, max: number, path: string[]): UserError {
  return new UserError('TOO_LONG', `At most ${max} characters: these are ${length}.`, path);
}

/** What every mutation answers, besides what came of it. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError])
  errors: UserError[] = [];
}

/** Thrown by a use case to refuse the whole input; its transaction rolls back and the payload carries the errors. */
export class UserErrors extends Error {
  readonly errors: UserError[];

  constructor(...errors: UserError[]) {
    super(errors.map((error) => `${error.path.join('.')}: ${error.code}`).join('; '));
    this.errors = errors;
  }
}

/** Identical for "does not exist" and "belongs to another organization". */
export function notFound(): GraphQLError {
  return new GraphQLError('Not found', { extensions: { code: 'NOT_FOUND' } });
}

export function unauthenticated(): GraphQLError {
  return new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
}

/** The viewer, or the key of a partner app, sees the object, but may not do this with it. */
export function forbidden(): GraphQLError {
  return new GraphQLError(
    'This takes a permission that you do not hold; the description of each operation names it',
    { extensions: { code: 'FORBIDDEN' } },
  );
}

export const ORGANIZATION_SUSPENDED = 'ORGANIZATION_SUSPENDED';

/** For its own members and keys only: to anybody else the organization is not there. */
export function organizationSuspended(extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError('The organization is suspended: nothing can be done in it until that is lifted', {
    extensions: { code: ORGANIZATION_SUSPENDED, ...extensions },
  });
}

/** An argument of a query that cannot be used; `argument` is its place. */
export function badInput(message: string, argument: string[]): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
}

/**
 * Answers with the payload of a use case, or, when it refused the input, with an empty payload that carries its errors.
 * Its transaction has been rolled back by then.
 */
export async function withRefusals<T extends Payload>(empty: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    empty.errors = error.errors;
    return empty;
  }
}
