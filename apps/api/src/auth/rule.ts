import { Extensions } from 'type-graphql';
import { FOR_CONNECTED, type Permission } from '../staff/permissions.js';

/**
 * Who may call a root operation: a permission in the organization the call is about, any signed-in user about
 * themselves, or the holder of an invitation's link (or anybody).
 */
export type OperationRule = Permission | 'signed-in' | 'public';

export interface RuleOptions {
  /**
   * Also open to whoever holds the narrower permission of `FOR_CONNECTED`, for the clients they are connected to: the use
   * case asks `authorizeScoped` or `authorizeForClient`.
   */
  connected?: boolean;
  /** What also lets in, for another kind of what the operation is about: the use case asks `authorizeAny`. */
  or?: readonly Permission[];
}

/** Every root operation states its rule; a walk over the built schema fails on one that does not. */
export function Rule(rule: OperationRule, { connected = false, or = [] }: RuleOptions = {}): MethodDecorator {
  return Extensions({ rule, connected, or }) as MethodDecorator;
}

/** Who may call an operation, for its description; what is public says itself whom it is for. */
export function ruleInWords(
  rule: Exclude<OperationRule, 'public'>,
  { connected, or = [] }: RuleOptions,
): string {
  if (rule === 'signed-in') return 'For whoever is signed in; not for keys.';
  const narrower = connected && FOR_CONNECTED[rule];
  const own = narrower ? [`${narrower} for one's own clients`] : [];
  return `Takes the permission ${[rule, ...own, ...or].join(', or ')}.`;
}
