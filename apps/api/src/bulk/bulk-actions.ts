import { canInvite, canRemind, canResend, canWithdraw } from '../clients/possibilities.js';
import { lockClients, readClients } from '../clients/read-clients.js';
import { makeConnections } from '../connections/make-connections.js';
import type { RequestContext } from '../context.js';
import { CHANGES } from '../invitations/change/change-invitations.js';
import { invitationsByClientIds } from '../invitations/invitation-rows.js';
import { reachOf } from '../invitations/list/invitation-reach.js';
import { sendInvitations } from '../invitations/send-invitations.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import { enrolClients, recordEnrolments } from '../programs/enrol-clients.js';
import type { Staff } from '../staff/authorize.js';
import type { Permission } from '../staff/permissions.js';
import type { BulkOperation, BulkOperationKind } from './bulk-operation.entity.js';
import type { Selected, Selection } from './selection.js';

interface BulkAction {
  /**
   * What it takes to do it to clients and, where invitations of staff are among the rows, to those. Whose the operation is must
   * hold one of them, which is asked before every batch.
   */
  permissions: readonly [Permission, ...Permission[]];
  /** Who may do it does it to the clients they see: to all, or to their own. */
  toThoseSeen?: boolean;
  /** Within the batch's transaction; says of each row whether it was done. */
  run(
    tx: RequestContext,
    operation: BulkOperation,
    rows: readonly Selected[],
    beganBy: Pick<Staff, 'id' | 'permissions'>,
  ): Promise<Possibility[]>;
}

export const ALREADY_ENROLLED = impossible('ALREADY_ENROLLED', 'The client is in the program already.');
const ALREADY_CONNECTED = impossible('ALREADY_CONNECTED', 'They are connected already.');
const CLIENT_DEACTIVATED = impossible(
  'DEACTIVATED',
  'The client has been deactivated. Activate the client again first.',
);
const STAFF_GONE = impossible('STAFF_NOT_FOUND', 'There is no such staff member.');
const PAIRS_AT_ONCE = 1_000;
/** Whoever began it has lost the right to this kind of invitation since. */
const NOT_WITHIN_REACH = impossible('NOT_FOUND', 'There is no such invitation.');

export const BULK_ACTIONS: Record<BulkOperationKind, BulkAction> = {
  INVITE: { permissions: ['clients.invite'], run: inviteBatch },
  RESEND: change('RESEND', canResend),
  REMIND: change('REMIND', canRemind),
  WITHDRAW: change('WITHDRAW', canWithdraw),
  ADD_TO_PROGRAM: { permissions: ['programs.manage'], toThoseSeen: true, run: enrolBatch },
  CONNECT: { permissions: ['connections.manage'], toThoseSeen: true, run: connectBatch },
};

async function inviteBatch(
  tx: RequestContext,
  operation: BulkOperation,
  rows: readonly Selected[],
): Promise<Possibility[]> {
  const clients = await lockClients(tx, operation.organizationId, clientIdsOf(rows));
  const outcomes = clients.map((client) => ({ client, possibility: canInvite(client) }));
  const refusals = await sendInvitations(
    tx,
    {
      organizationId: operation.organizationId,
      staffMemberId: operation.createdBy,
      messageId: operation.messageId ?? '',
      mailingId: operation.mailingId ?? '',
    },
    outcomes.flatMap(({ client: { id, email }, possibility }) =>
      possibility.allowed && email !== null ? [{ id, email }] : [],
    ),
  );
  return outcomes.map(({ client, possibility }) => refusals.get(client.id) ?? possibility);
}

async function enrolBatch(
  tx: RequestContext,
  operation: BulkOperation,
  rows: readonly Selected[],
): Promise<Possibility[]> {
  const ids = clientIdsOf(rows);
  const staff = { id: operation.createdBy, organizationId: operation.organizationId };
  await recordEnrolments(tx, staff, operation.programId ?? '', ids);
  const added = await enrolClients(tx, operation.organizationId, operation.programId ?? '', ids);
  return ids.map((_, index) => (index < added ? possible : ALREADY_ENROLLED));
}

/** A client counts as done when a connection is new; staff who have left since are passed over. */
async function connectBatch(
  tx: RequestContext,
  operation: BulkOperation,
  rows: readonly Selected[],
): Promise<Possibility[]> {
  const { staffMemberIds = [] } = JSON.parse(operation.selection) as Selection;
  const { organizationId, createdBy } = operation;
  const outcomes: Possibility[] = [];
  const ids = clientIdsOf(rows);
  // In portions: each of twenty staff with five hundred clients would be one statement of ten thousand rows.
  const portion = Math.max(1, Math.floor(PAIRS_AT_ONCE / Math.max(1, staffMemberIds.length)));
  for (let at = 0; at < ids.length; at += portion) {
    const clientIds = ids.slice(at, at + portion);
    const made = await makeConnections(tx, { organizationId, createdBy, staffMemberIds, clientIds });
    const known = new Set(made.connections.map(({ clientId }) => clientId));
    const connected = new Set(
      made.connections.flatMap(({ id, clientId }) => (made.createdIds.has(id) ? clientId : [])),
    );
    for (const id of clientIds)
      if (connected.has(id)) outcomes.push(possible);
      else if (known.has(id)) outcomes.push(ALREADY_CONNECTED);
      else outcomes.push(made.staffMemberIds.size > 0 ? CLIENT_DEACTIVATED : STAFF_GONE);
  }
  return outcomes;
}

function change(kind: 'RESEND' | 'REMIND' | 'WITHDRAW', rule: typeof canResend): BulkAction {
  const { needed, run } = CHANGES[kind];
  return {
    permissions: [needed.clients, needed.staff],
    async run(tx, operation, rows, beganBy) {
      const { organizationId, createdBy, mailingId } = operation;
      const clientIds = clientIdsOf(rows);
      const ofClients = await invitationsByClientIds(tx, clientIds);
      const invited = new Set(ofClients.map(({ clientId }) => clientId));
      const uninvited = await readClients(
        tx,
        organizationId,
        clientIds.filter((id) => !invited.has(id)),
      );
      const ids = [
        ...ofClients.map(({ id }) => id),
        ...rows.flatMap((row) => ('invitationId' in row ? row.invitationId : [])),
      ];
      const reach = reachOf(beganBy, needed);
      const outcomes = await run(tx, { organizationId, staffMemberId: createdBy, reach, mailingId }, ids);
      return [
        ...outcomes.map(({ possibility }) => possibility),
        ...uninvited.map((client) => rule(client, null)),
        ...Array.from({ length: ids.length - outcomes.length }, () => NOT_WITHIN_REACH),
      ];
    },
  };
}

function clientIdsOf(rows: readonly Selected[]): string[] {
  return rows.flatMap((row) => ('clientId' in row ? row.clientId : []));
}
