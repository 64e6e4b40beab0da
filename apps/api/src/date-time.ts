import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

function parse(value: unknown): Date {
  const moment = typeof value === 'string' && ISO.test(value) ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(moment.getTime()))
    throw new GraphQLError('DateTime must be a moment in ISO 8601 with a zone');
  return moment;
}

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A UTC moment, ISO 8601 with milliseconds, e.g. 2026-11-21T09:30:00.000Z.',
  serialize(value) {
    const moment = value instanceof Date ? value : new Date(value as string | number);
    return moment.toISOString();
  },
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});
