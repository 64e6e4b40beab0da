import { makeConnections } from '../connections/make-connections.js';
import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import { isId, MAX_IDS } from '../id.js';
import { noteForeignIds, type Staff } from '../staff/authorize.js';

const PATH = ['clientIds'];

/** Inviting is one right, connecting another. */
export function readClientIds(staff: Staff, ids: readonly string[] | null | undefined): string[] {
  const given = [...new Set(ids ?? [])];
  if (given.length > MAX_IDS)
    throw new UserErrors(
      new UserError('TOO_MANY', `At most ${MAX_IDS} clients at once: these are ${given.length}.`, PATH),
    );
  if (given.length > 0 && !staff.permissions.has('connections.manage'))
    throw new UserErrors(
      new UserError(
        'MAY_NOT_CONNECT',
        'Connecting staff with clients takes the permission to make connections. Ask somebody who has it.',
        PATH,
      ),
    );
  return given;
}

/** Connects somebody invited with clients, until acceptance as a promise; who is connected stays so. */
export async function connectInvitee(
  tx: RequestContext,
  staff: Staff,
  staffMemberId: string,
  clientIds: readonly string[],
): Promise<void> {
  if (clientIds.length === 0) return;
  const { clients } = await makeConnections(tx, {
    organizationId: staff.organizationId,
    createdBy: staff.id,
    staffMemberIds: [staffMemberId],
    clientIds: clientIds.filter(isId),
  });
  const there = new Set(clients.map(({ id }) => id));
  const missing = clientIds.filter((id) => !there.has(id));
  noteForeignIds(tx, 'clients', missing.filter(isId), 'connections.manage', staff.organizationId);
  if (missing.length > 0)
    throw new UserErrors(new UserError('NOT_FOUND', 'There is no such client in this organization.', PATH));
}
