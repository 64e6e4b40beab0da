import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import type { Staff } from '../staff/authorize.js';
import { makeConnections } from './make-connections.js';

const MAX_STAFF = 20;

/** The staff members, each once, whom an input names to be connected. */
export function readStaffIds(ids: readonly string[] | null | undefined, path: string[]): string[] {
  const given = [...new Set(ids ?? [])];
  if (given.length > MAX_STAFF)
    throw new UserErrors(
      new UserError(
        'TOO_MANY',
        `At most ${MAX_STAFF} staff members at once: these are ${given.length}.`,
        path,
      ),
    );
  return given;
}

/** Inviting is one right, connecting another; without it one may still connect oneself with a client of one's own. */
export function refuseForeignConnections(
  staff: Staff,
  staffMemberIds: readonly string[],
  { mayConnectSelf }: { mayConnectSelf: boolean },
  path: string[],
): void {
  if (staff.permissions.has('connections.manage')) return;
  if (staffMemberIds.every((id) => mayConnectSelf && id === staff.id)) return;
  throw new UserErrors(
    new UserError(
      'MAY_NOT_CONNECT',
      'Connecting other staff takes the permission to make connections. Ask somebody who has it.',
      path,
    ),
  );
}

/** Connects clients with staff as part of something larger, which is refused as a whole when one of the staff is not there. */
export async function connectAsAsked(
  tx: RequestContext,
  staff: Staff,
  staffMemberIds: readonly string[],
  clientIds: readonly string[],
  path: string[],
): Promise<void> {
  if (staffMemberIds.length === 0) return;
  const made = await makeConnections(tx, {
    organizationId: staff.organizationId,
    createdBy: staff.id,
    staffMemberIds: staffMemberIds.filter(isId),
    clientIds,
  });
  const missing = staffMemberIds.findIndex((id) => !made.staffMemberIds.has(id));
  if (missing >= 0)
    throw new UserErrors(
      new UserError('NOT_FOUND', 'There is no such staff member.', [...path, String(missing)]),
    );
}
