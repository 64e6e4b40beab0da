import type { RequestContext } from '../context.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import type { Staff } from '../staff/authorize.js';
import { mayDo } from '../staff/read-permissions.js';
import { BULK_ACTIONS } from './bulk-actions.js';
import type { BulkOperation } from './bulk-operation.entity.js';
import { clientsOf, type Selection } from './selection.js';

export const NOT_FAILED = impossible(
  'NOT_FAILED',
  'This has not failed: it goes on by itself, or everybody has been handled.',
);
const NOT_PERMITTED = impossible(
  'NOT_PERMITTED',
  'Your roles do not let you do this to all whom it is about. Ask an owner or an administrator.',
);

export async function canResume(ctx: RequestContext, operation: BulkOperation): Promise<Possibility> {
  if (operation.state !== 'FAILED') return NOT_FAILED;
  const caller = await ctx.loaders.callerIn.load(operation.organizationId);
  return caller && mayResume(caller, operation) ? possible : NOT_PERMITTED;
}

/**
 * Whether somebody could begin the same now, for all whom it is about: in the hands of whoever may do it to some of them, it
 * would pass over the others for good.
 */
export function mayResume(staff: Pick<Staff, 'id' | 'permissions'>, operation: BulkOperation): boolean {
  const selection = JSON.parse(operation.selection) as Selection;
  const reach = 'invitations' in selection ? selection.invitations.reach : null;
  const { clients, staff: ofStaff } = reach ?? { clients: true, staff: false };
  const forStaff = BULK_ACTIONS[operation.kind].permissions[1];
  return (
    (!clients || mayDoToClients(staff, operation, selection)) &&
    (!ofStaff || (forStaff !== undefined && staff.permissions.has(forStaff)))
  );
}

function mayDoToClients(
  staff: Pick<Staff, 'id' | 'permissions'>,
  { kind }: BulkOperation,
  selection: Selection,
): boolean {
  const { permissions, toThoseSeen } = BULK_ACTIONS[kind];
  const toWhom = clientsOf(selection) === staff.id ? 'own' : 'any';
  if (!mayDo(staff, permissions[0], toWhom)) return false;
  return !toThoseSeen || toWhom === 'own' || staff.permissions.has('clients.read');
}
