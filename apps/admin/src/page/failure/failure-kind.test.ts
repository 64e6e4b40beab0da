import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { describe, expect, it } from 'vitest';
import { failureKind } from './failure-kind';

const refused = (code: string) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'x', extensions: { code } }] });
const answered = (status: number) =>
  new ServerError('x', { response: new Response('', { status }), bodyText: '' });

describe('failureKind', () => {
  it.each([
    ['FORBIDDEN', 'refused'],
    ['NOT_FOUND', 'gone'],
    ['TOO_MANY_REQUESTS', 'tooMany'],
    ['INTERNAL_SERVER_ERROR', 'server'],
    ['constructor', 'server'],
  ])('takes %s for %s', (code, kind) => {
    expect(failureKind(refused(code))).toBe(kind);
  });

  it('tells a server in trouble from one that cannot be reached', () => {
    expect(failureKind(answered(503))).toBe('server');
    expect(failureKind(answered(429))).toBe('tooMany');
    expect(failureKind(new TypeError('Failed to fetch'))).toBe('offline');
  });
});
