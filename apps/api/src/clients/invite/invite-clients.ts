import { recordAudit } from '../../audit/record-audit.js';
import { startBulkOperation } from '../../bulk/start-bulk-operation.js';
import { connectAsAsked, readStaffIds, refuseForeignConnections } from '../../connections/staff-given.js';
import type { RequestContext } from '../../context.js';
import { checkMessage } from '../../email/message/check-message.js';
import { notFound, UserError, UserErrors } from '../../errors.js';
import { isId } from '../../id.js';
import { authorizeScoped, noteForeignIds } from '../../staff/authorize.js';
import type { InviteClientsInput } from '../client.inputs.js';
import { InviteClientsPayload, type InviteClientsRow } from '../client.payloads.js';
import { invite } from '../create/create-clients.js';
import { canInvite } from '../possibilities.js';
import { readClients } from '../read-clients.js';
import { clientsOrSelection, staffForClients } from './clients-given.js';

/** R56–R60, R84, R85: up to 200 by id at once, row by row; or everybody who matches, in batches. */
export async function inviteClients(
  ctx: RequestContext,
  input: InviteClientsInput,
): Promise<InviteClientsPayload> {
  const ids = clientsOrSelection(input);
  const message = input.message ? checkMessage(input.message, ['message']) : null;
  const connections = readStaffIds(input.connections, ['connections']);
  const payload = new InviteClientsPayload();
  if (ids === null) {
    const selection = input.selection ?? { organizationId: '' };
    if (connections.length > 0)
      throw new UserErrors(
        new UserError('INVALID', 'Connections go with clientIds, not with a selection.', ['connections']),
      );
    if (!isId(selection.organizationId)) throw notFound();
    const staff = await authorizeScoped(ctx, selection.organizationId, 'clients.invite');
    payload.operation = await startBulkOperation(ctx, staff, {
      kind: 'INVITE',
      clients: selection,
      sendsMail: true,
      message,
    });
    return payload;
  }
  const { staff, clientIds } = await staffForClients(ctx, ids, 'clients.invite');
  refuseForeignConnections(staff, connections, { mayConnectSelf: staff.onlyConnected }, ['connections']);
  const invited = await ctx.transaction(async (tx) => {
    const clients = await readClients(tx, staff.organizationId, clientIds);
    const { mailingId, invitedIds, refusals } = await invite(tx, staff, message, {
      created: [],
      known: clients,
    });
    if (invitedIds.size === 0) await recordAudit(tx, []);
    // Before the mails leave, which name them.
    await connectAsAsked(tx, staff, connections, [...invitedIds], ['connections']);
    const byId = new Map(clients.map((client) => [client.id, client]));
    payload.rows = ids.map((clientId): InviteClientsRow => {
      const client = byId.get(clientId) ?? null;
      if (client && invitedIds.has(clientId))
        return { clientId, client, invited: true, code: null, reason: null };
      if (!client)
        return { clientId, client, invited: false, code: 'NOT_FOUND', reason: 'There is no such client.' };
      const { code, reason } = refusals.get(clientId) ?? canInvite(client);
      return { clientId, client, invited: false, code: code ?? 'INVITE_OPEN', reason };
    });
    payload.mailingId = mailingId;
    return payload;
  });
  noteForeignIds(
    ctx,
    'clients',
    invited.rows.flatMap(({ clientId, client }) => (client || !isId(clientId) ? [] : clientId)),
    'clients.invite',
    staff.organizationId,
  );
  return invited;
}
