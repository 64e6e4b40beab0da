import { GraphQLError } from 'graphql';
import type { RequestContext } from '../../context.js';

/** Whoever runs the system may keep the making of organizations to themselves. */
export function refuseClosed({ config }: RequestContext): void {
  if (config.organizationSignUp !== 'open')
    throw new GraphQLError('Organizations are made by whoever runs this system', {
      extensions: { code: 'SIGN_UP_CLOSED' },
    });
}
