import type { RoleRowFragment } from '../../gql/graphql';
import { inShownOrder } from './roles/permission-groups';

type HoldingRole = Pick<RoleRowFragment, 'id' | 'permissions'>;

/** What roles and single permissions come to together. */
function allOf(roles: readonly HoldingRole[], singly: Iterable<string>): Set<string> {
  return new Set([...roles.flatMap(({ permissions }) => permissions), ...singly]);
}

/** What somebody gains and loses by a change, in the order in which permissions are shown. */
export function mayNow(
  before: { roles: readonly HoldingRole[]; singly: Iterable<string> },
  after: { roles: readonly HoldingRole[]; singly: Iterable<string> },
) {
  const [held, holds] = [allOf(before.roles, before.singly), allOf(after.roles, after.singly)];
  return {
    gains: inShownOrder(holds).filter((permission) => !held.has(permission)),
    losses: inShownOrder(held).filter((permission) => !holds.has(permission)),
  };
}
