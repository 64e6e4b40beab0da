import { Extensions } from 'type-graphql';
import type { Permission } from '../staff/permissions.js';

/**
 * Who may call a root operation: a permission in the organization the call is about, any signed-in user about
 * themselves, or the holder of an invitation's link (or anybody).
 */
export type OperationRule = Permission | 'signed-in' | 'public';

/** Every root operation states its rule; a walk over the built schema fails on one that does not. */
export function Rule(rule: OperationRule): MethodDecorator {
  return Extensions({ rule }) as MethodDecorator;
}
