import type { RequestContext } from '../context.js';
import {
  forbidden,
  notFound,
  ORGANIZATION_SUSPENDED,
  organizationSuspended,
  unauthenticated,
} from '../errors.js';
import { isId } from '../id.js';
import { FOR_CONNECTED, type Permission } from './permissions.js';
import { type MemberWithPermissions, mayDo, readMembers } from './read-permissions.js';

/** The caller as staff of one organization, with what they may do in it. */
export type Staff = MemberWithPermissions;

/** Staff who may do something: to every client, or only to those they are connected to. */
export interface ScopedStaff extends Staff {
  readonly onlyConnected: boolean;
}

/**
 * The one place that decides whether the caller may do something in an organization. Read anew at every request, so a
 * changed role counts in sessions already open. Another organization and none at all are the same "not found".
 */
export async function authorize(
  ctx: RequestContext,
  organizationId: string,
  permission: Permission,
): Promise<Staff> {
  const staff = await actingStaff(ctx, organizationId);
  if (!staff?.permissions.has(permission)) throw refusal(ctx, staff, organizationId, permission);
  ctx.granted.add(permission);
  ctx.grantedIn.add(staff.organizationId);
  return staff;
}

/**
 * Like `authorize`, for what takes one of several permissions; what exactly the caller may do follows from theirs. With 'own'
 * it is enough to may do it to the clients one is connected to.
 */
export async function authorizeAny(
  ctx: RequestContext,
  organizationId: string,
  permissions: readonly [Permission, ...Permission[]],
  toWhom: 'any' | 'own' = 'any',
): Promise<Staff> {
  const staff = await actingStaff(ctx, organizationId);
  const held = permissions.filter((permission) => staff && mayDo(staff, permission, toWhom));
  if (!staff || held.length === 0) throw refusal(ctx, staff, organizationId, permissions[0]);
  for (const permission of held) ctx.granted.add(permission);
  ctx.grantedIn.add(staff.organizationId);
  return staff;
}

/**
 * Like `authorize`, but also lets in whoever may do it to the clients they are connected to. The caller of this function
 * must then keep everybody else's clients out: see `isConnected` for statements and `authorizeForClient` for one client.
 */
export async function authorizeScoped(
  ctx: RequestContext,
  organizationId: string,
  permission: Permission,
): Promise<ScopedStaff> {
  return scoped(ctx, await actingStaff(ctx, organizationId), organizationId, permission);
}

function scoped(
  ctx: RequestContext,
  staff: Staff | null,
  organizationId: string,
  permission: Permission,
): ScopedStaff {
  const narrower = FOR_CONNECTED[permission];
  const everywhere = staff?.permissions.has(permission) ?? false;
  if (!staff || !(everywhere || (narrower && staff.permissions.has(narrower))))
    throw refusal(ctx, staff, organizationId, permission);
  ctx.granted.add(permission);
  ctx.grantedIn.add(staff.organizationId);
  return { ...staff, onlyConnected: !everywhere };
}

/** A client whom the caller is not connected to is, for whoever acts on their own clients only, not there at all. */
export async function authorizeForClient(
  ctx: RequestContext,
  client: { id: string; organizationId: string },
  permission: Permission,
): Promise<ScopedStaff> {
  return (await authorizeForClients(ctx, client.organizationId, [client.id], permission)).staff;
}

/**
 * Those of an organization's clients whom the caller may do this to. When it is none of them, they are not found. Whoever
 * sees only their own clients is told so before anything else: a refusal would say that somebody exists.
 */
export async function authorizeForClients(
  ctx: RequestContext,
  organizationId: string,
  clientIds: readonly string[],
  permission: Permission,
): Promise<{ staff: ScopedStaff; clientIds: string[] }> {
  const caller = await actingStaff(ctx, organizationId);
  if (!caller || caller.permissions.has(permission))
    return { staff: scoped(ctx, caller, organizationId, permission), clientIds: [...clientIds] };
  const own = await connectedAmong(ctx, caller, clientIds);
  const seesOnlyOwn = caller.permissions.has('clients.readOwn') && !caller.permissions.has('clients.read');
  if (seesOnlyOwn && own.size === 0) throw unreachable(ctx, caller, clientIds, permission);
  const staff = scoped(ctx, caller, organizationId, permission);
  if (own.size === 0) throw unreachable(ctx, caller, clientIds, permission);
  return { staff, clientIds: clientIds.filter((id) => own.has(id)) };
}

/** The staff member to whose clients the caller is held, in what is kept and asked anew later; null for all clients. */
export function ownClientsOf(staff: Staff & { onlyConnected?: boolean }): string | null {
  return staff.onlyConnected ? staff.id : null;
}

/** SQL that keeps everybody else's clients out; nothing for staff who act on all. */
export function isConnected(
  staff: ScopedStaff,
  clientIdSql: string,
): { sql: string; params: string[] } | null {
  if (!staff.onlyConnected) return null;
  return {
    sql: `EXISTS (SELECT 1 FROM connections own WHERE own.client_id = ${clientIdSql} AND own.staff_member_id = ?)`,
    params: [staff.id],
  };
}

/** Those of the clients whom the staff member is connected to, whether the connection is active yet or not. */
export async function connectedAmong(
  ctx: Pick<RequestContext, 'db'>,
  staff: Pick<Staff, 'id'>,
  clientIds: readonly string[],
): Promise<Set<string>> {
  if (clientIds.length === 0) return new Set();
  const rows = await ctx.db.query<{ client_id: string }[]>(
    'SELECT client_id FROM connections WHERE staff_member_id = ? AND client_id IN (?)',
    [staff.id, clientIds],
  );
  return new Set(rows.map((row) => row.client_id));
}

/**
 * The caller in an organization where something can be done. Whoever is no member of it is not told that it is suspended.
 * Leaving is refused like the rest: it changes who answers for the organization, and nobody could bring them back meanwhile.
 * What somebody changes of themself, such as their language, is not the organization's, and never comes here.
 */
async function actingStaff(ctx: RequestContext, organizationId: string): Promise<Staff | null> {
  const staff = await staffOf(ctx, organizationId);
  // What a query shows of each row goes by who asks. A mutation may change that, and asks anew.
  if (staff && ctx.underway.mutation === null) ctx.loaders.callerIn.prime(staff.organizationId, staff);
  if (!staff?.suspended) return staff;
  ctx.services.denials.note(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    details: { code: ORGANIZATION_SUSPENDED },
  });
  throw organizationSuspended();
}

/** Who the caller is in an organization, whatever can be done there now. */
export async function staffOf(ctx: RequestContext, organizationId: string): Promise<Staff | null> {
  const caller = callerIs(ctx, 'm');
  if (!isId(organizationId)) return null;
  const [staff] = await readMembers(ctx, `m.organization_id = ? AND ${caller.sql}`, [
    organizationId,
    ...caller.params,
  ]);
  // A member without a role that counts sees nothing, like anybody else from outside.
  return staff && staff.permissions.size > 0 ? staff : null;
}

/** SQL: the staff member `alias` is the caller, by a session or by the key of a partner app. */
export function callerIs(ctx: RequestContext, alias: string): { sql: string; params: string[] } {
  if (ctx.apiKey) return { sql: `${alias}.id = ?`, params: [ctx.apiKey.staffMemberId] };
  if (!ctx.viewer) throw unauthenticated();
  return { sql: `${alias}.user_id = ?`, params: [ctx.viewer.userId] };
}

function refusal(
  ctx: RequestContext,
  staff: Staff | null,
  organizationId: string,
  permission: Permission,
): Error {
  ctx.log.warn(
    {
      userId: ctx.viewer?.userId,
      apiKeyId: ctx.apiKey?.id,
      // What is none may be as long as a request.
      organizationId: isId(organizationId) ? organizationId : null,
      permission,
    },
    'refused',
  );
  ctx.services.denials.note(ctx, {
    organizationId,
    staffMemberId: staff?.id,
    details: { permission },
  });
  return staff ? forbidden() : notFound();
}

/** For staff to whom none of the clients is there. */
function unreachable(
  ctx: RequestContext,
  staff: Staff,
  [clientId]: readonly string[],
  permission: Permission,
): Error {
  ctx.services.denials.note(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    subjectType: 'CLIENT',
    subjectId: clientId,
    details: { permission },
  });
  return notFound();
}

/**
 * For ids that were answered as unknown: those that belong to other organizations are written into the logs there. Looked up
 * apart from the request, so that nothing about its answer depends on what is found.
 */
export function noteForeignIds(
  ctx: RequestContext,
  table: 'clients' | 'invitations' | 'connections' | 'registrations',
  ids: readonly string[],
  permission: Permission,
  ownOrganizationId = '',
): void {
  if (ids.length === 0) return;
  const subjectType = (
    {
      clients: 'CLIENT',
      invitations: 'INVITATION',
      connections: 'CONNECTION',
      registrations: 'REGISTRATION',
    } as const
  )[table];
  ctx.services.denials.noteWhen(ctx, async (dataSource) => {
    const rows = await dataSource.query<{ id: string; organization_id: string }[]>(
      `SELECT MIN(id) AS id, organization_id FROM ${table} WHERE id IN (?) AND organization_id <> ? GROUP BY organization_id`,
      [ids, ownOrganizationId],
    );
    return rows.map((row) => ({
      organizationId: row.organization_id,
      subjectType,
      subjectId: row.id,
      details: { permission },
    }));
  });
}
