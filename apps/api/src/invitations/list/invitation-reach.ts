import type { RequestContext } from '../../context.js';
import { forbidden } from '../../errors.js';
import { authorizeAny, type Staff } from '../../staff/authorize.js';
import type { Permission } from '../../staff/permissions.js';
import { mayDo } from '../../staff/read-permissions.js';
import type { InvitationRecipient } from '../invitation.entity.js';

/** Whose invitations somebody may see, or do something with. */
export interface InvitationReach {
  readonly clients: boolean;
  readonly staff: boolean;
  /** The staff member to whose clients it is held; null, or left out by an older release, for all clients. */
  readonly clientsOf?: string | null;
}

/** What it takes, by whom the invitation invites. */
export interface NeededForInvitations {
  readonly clients: Permission;
  readonly staff: Permission;
}

export const TO_READ: NeededForInvitations = { clients: 'invitations.read', staff: 'staff.read' };
export const TO_RESEND: NeededForInvitations = { clients: 'invitations.resend', staff: 'staff.invite' };
export const TO_WITHDRAW: NeededForInvitations = { clients: 'invitations.withdraw', staff: 'staff.invite' };

/** The caller as staff who may do it to invitations of clients, of staff, or of both. */
export async function authorizeReach(
  ctx: RequestContext,
  organizationId: string,
  needed: NeededForInvitations,
): Promise<{ staff: Staff; reach: InvitationReach }> {
  const staff = await authorizeAny(ctx, organizationId, [needed.clients, needed.staff], 'own');
  return { staff, reach: reachOf(staff, needed) };
}

export function reachOf(
  staff: Pick<Staff, 'id' | 'permissions'>,
  needed: NeededForInvitations,
): InvitationReach {
  return {
    clients: mayDo(staff, needed.clients, 'own'),
    staff: staff.permissions.has(needed.staff),
    clientsOf: staff.permissions.has(needed.clients) ? null : staff.id,
  };
}

/** What is left of it when only invitations of one kind are asked for; to ask for what lies outside is refused. */
export function narrowReach(
  reach: InvitationReach,
  recipient: InvitationRecipient | null | undefined,
): InvitationReach {
  if (recipient == null) return reach;
  const narrowed = {
    ...reach,
    clients: reach.clients && recipient === 'CLIENT',
    staff: reach.staff && recipient === 'STAFF',
  };
  if (!narrowed.clients && !narrowed.staff) throw forbidden();
  return narrowed;
}

/** SQL: invitation `i` lies within reach. */
export function isWithin({ clients, staff, clientsOf }: InvitationReach): { sql: string; params: string[] } {
  const ofClients = clientsOf
    ? {
        sql: 'EXISTS (SELECT 1 FROM connections k WHERE k.client_id = i.client_id AND k.staff_member_id = ?)',
        params: [clientsOf],
      }
    : { sql: 'i.client_id IS NOT NULL', params: [] };
  if (!clients) return { sql: staff ? 'i.staff_member_id IS NOT NULL' : 'FALSE', params: [] };
  return staff ? { ...ofClients, sql: `(i.staff_member_id IS NOT NULL OR ${ofClients.sql})` } : ofClients;
}
