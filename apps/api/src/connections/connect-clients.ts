import { startBulkOperation } from '../bulk/start-bulk-operation.js';
import { clientsOrSelection, staffForClients } from '../clients/invite/clients-given.js';
import type { RequestContext } from '../context.js';
import { notFound, UserError, UserErrors } from '../errors.js';
import { isId } from '../id.js';
import { authorize, noteForeignIds, type Staff } from '../staff/authorize.js';
import type { ConnectClientsInput } from './connection.inputs.js';
import { ConnectClientsPayload, type ConnectClientsRow } from './connection.payloads.js';
import { holdStaff, type MadeConnections, makeConnections, pairOf } from './make-connections.js';
import { readStaffIds } from './staff-given.js';

/**
 * Each of the staff members with each of the clients, row by row, or with everybody who matches, in batches; whoever is
 * connected already stays so.
 */
export async function connectClients(
  ctx: RequestContext,
  input: ConnectClientsInput,
): Promise<ConnectClientsPayload> {
  const staffMemberIds = readStaffIds(input.staffMemberIds, ['staffMemberIds']);
  const clientIds = clientsOrSelection(input);
  if (staffMemberIds.length === 0)
    throw new UserErrors(new UserError('REQUIRED', 'Give at least one staff member.', ['staffMemberIds']));
  if (clientIds === null) return connectSelection(ctx, input, staffMemberIds);
  const staff = await callerOf(ctx, input.organizationId, clientIds);
  const made = await ctx.transaction((tx) =>
    makeConnections(tx, {
      organizationId: staff.organizationId,
      createdBy: staff.id,
      staffMemberIds: staffMemberIds.filter(isId),
      clientIds: clientIds.filter(isId),
    }),
  );
  const there = new Set(made.clients.map(({ id }) => id));
  noteForeignIds(
    ctx,
    'clients',
    clientIds.filter((id) => isId(id) && !there.has(id)),
    'connections.manage',
    staff.organizationId,
  );
  const payload = new ConnectClientsPayload();
  payload.rows = describe(made, staffMemberIds, clientIds);
  return payload;
}

async function connectSelection(
  ctx: RequestContext,
  { organizationId, selection }: ConnectClientsInput,
  staffMemberIds: string[],
): Promise<ConnectClientsPayload> {
  if (!selection || (organizationId ?? selection.organizationId) !== selection.organizationId)
    throw notFound();
  const staff = await authorize(ctx, selection.organizationId, 'connections.manage');
  const there = await holdStaff(ctx, staff.organizationId, staffMemberIds.filter(isId));
  if (staffMemberIds.some((id) => !there.has(id)))
    throw new UserErrors(
      new UserError('STAFF_NOT_FOUND', 'There is no such staff member.', ['staffMemberIds']),
    );
  // Whoever does not see all clients connects their own.
  const onlyConnected = !staff.permissions.has('clients.read');
  const payload = new ConnectClientsPayload();
  payload.operation = await startBulkOperation(
    ctx,
    { ...staff, onlyConnected },
    { kind: 'CONNECT', clients: selection, sendsMail: false, staffMemberIds },
  );
  return payload;
}

async function callerOf(
  ctx: RequestContext,
  organizationId: string | null | undefined,
  clientIds: readonly string[],
): Promise<Staff> {
  if (typeof organizationId === 'string') return authorize(ctx, organizationId, 'connections.manage');
  return (await staffForClients(ctx, clientIds, 'connections.manage')).staff;
}

function describe(
  made: MadeConnections,
  staffMemberIds: readonly string[],
  clientIds: readonly string[],
): ConnectClientsRow[] {
  const clients = new Set(made.clients.map(({ id }) => id));
  const byPair = new Map(made.connections.map((connection) => [pairOf(connection), connection]));
  return clientIds.flatMap((clientId) =>
    staffMemberIds.map((staffId): ConnectClientsRow => {
      const connection = byPair.get(pairOf({ staffMemberId: staffId, clientId })) ?? null;
      const row = { clientId, staffId, connection };
      if (connection)
        return { ...row, created: made.createdIds.has(connection.id), code: null, reason: null };
      const refused = { ...row, created: false };
      if (!clients.has(clientId))
        return { ...refused, code: 'NOT_FOUND', reason: 'There is no such client.' };
      if (!made.staffMemberIds.has(staffId))
        return { ...refused, code: 'STAFF_NOT_FOUND', reason: 'There is no such staff member.' };
      return {
        ...refused,
        code: 'DEACTIVATED',
        reason: 'The client has been deactivated. Activate the client again first.',
      };
    }),
  );
}
