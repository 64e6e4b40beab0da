import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { Services } from '../context.js';
import { UserErrors } from '../errors.js';

/** The library's own words tell whoever runs the server what to set; the caller is somebody else's program. */
const NO_INTROSPECTION =
  'This server answers no introspection: the schema is read at /explorer/, and is the file schema.graphql of this release';

/** What the caller is told: what we decided to say, and of everything unexpected only that it happened. */
export function presentError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { config, log, outages }: Pick<Services, 'config' | 'log' | 'outages'>,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const { locations, path } = formatted;
  if (original instanceof ArgumentValidationError)
    return {
      message: original.message,
      locations,
      path,
      extensions: { code: 'BAD_USER_INPUT', ...constraints(original) },
    };
  if (original instanceof UserErrors)
    return {
      message: original.errors.map((refusal) => refusal.message).join(' '),
      locations,
      path,
      extensions: { code: 'BAD_USER_INPUT', errors: original.errors },
    };
  if (outages.takes(original))
    return {
      message: 'The service is not available now; try again in a moment',
      locations,
      path,
      extensions: { code: 'UNAVAILABLE' },
    };
  if (formatted.extensions?.validationErrorCode === 'INTROSPECTION_DISABLED')
    return { message: NO_INTROSPECTION, locations, extensions: formatted.extensions };
  if (original instanceof GraphQLError && formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR')
    return config.production ? { ...formatted, message: withoutSuggestion(formatted.message) } : formatted;
  log.error({ err: original, path }, 'an operation failed');
  return { message: 'Something went wrong', locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** Without the values, which the library would send back and a proxy log. */
function constraints(error: ArgumentValidationError): { fields: { field: string; reasons: string[] }[] } {
  const errors = error.extensions.validationErrors as {
    property: string;
    constraints?: Record<string, string>;
  }[];
  return {
    fields: errors.map((each) => ({ field: each.property, reasons: Object.values(each.constraints ?? {}) })),
  };
}

/** What might have been meant is told of the schema, and in production nothing is. */
function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .+\?$/s, '');
}
