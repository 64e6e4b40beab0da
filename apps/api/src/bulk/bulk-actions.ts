import { canInvite, canRemind, canResend, canWithdraw } from '../clients/possibilities.js';
import { lockClients } from '../clients/read-clients.js';
import type { RequestContext } from '../context.js';
import { CHANGES } from '../invitations/change-invitations.js';
import { invitationsByClientIds } from '../invitations/invitation-rows.js';
import { sendInvitations } from '../invitations/send-invitations.js';
import { impossible, type Possibility, possible } from '../possibility.js';
import { enrolClients, recordEnrolments } from '../programs/enrol-clients.js';
import type { Permission } from '../staff/permissions.js';
import type { BulkOperation, BulkOperationKind } from './bulk-operation.entity.js';
import type { Selected } from './selection.js';

interface BulkAction {
  /** Asked of whoever began the operation, before every batch. */
  permission: Permission;
  /** Within the batch's transaction; says of each row whether it was done. */
  run(tx: RequestContext, operation: BulkOperation, rows: readonly Selected[]): Promise<Possibility[]>;
}

export const ALREADY_ENROLLED = impossible('ALREADY_ENROLLED', 'The client is in the program already.');

export const BULK_ACTIONS: Record<BulkOperationKind, BulkAction> = {
  INVITE: { permission: 'clients.invite', run: inviteBatch },
  RESEND: change('RESEND', canResend),
  REMIND: change('REMIND', canRemind),
  WITHDRAW: change('WITHDRAW', canWithdraw),
  ADD_TO_PROGRAM: { permission: 'programs.manage', run: enrolBatch },
};

async function inviteBatch(
  tx: RequestContext,
  operation: BulkOperation,
  rows: readonly Selected[],
): Promise<Possibility[]> {
  const clients = await lockClients(
    tx,
    operation.organizationId,
    rows.map(({ clientId }) => clientId),
  );
  const outcomes = clients.map((client) => ({ client, possibility: canInvite(client) }));
  await sendInvitations(
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
  return outcomes.map(({ possibility }) => possibility);
}

async function enrolBatch(
  tx: RequestContext,
  operation: BulkOperation,
  rows: readonly Selected[],
): Promise<Possibility[]> {
  const ids = rows.map(({ clientId }) => clientId);
  const staff = { id: operation.createdBy, organizationId: operation.organizationId };
  await recordEnrolments(tx, staff, operation.programId ?? '', ids);
  const added = await enrolClients(tx, operation.organizationId, operation.programId ?? '', ids);
  return ids.map((_, index) => (index < added ? possible : ALREADY_ENROLLED));
}

function change(kind: 'RESEND' | 'REMIND' | 'WITHDRAW', rule: typeof canResend): BulkAction {
  return {
    permission: CHANGES[kind].permission,
    async run(tx, operation, rows) {
      const { organizationId, createdBy, mailingId } = operation;
      const clientIds = rows.map(({ clientId }) => clientId);
      const invitations = await invitationsByClientIds(tx, clientIds);
      const invited = new Set(invitations.map(({ clientId }) => clientId));
      const uninvited = await lockClients(
        tx,
        organizationId,
        clientIds.filter((id) => !invited.has(id)),
      );
      const outcomes = await CHANGES[kind].run(
        tx,
        { organizationId, staffMemberId: createdBy, mailingId },
        invitations.map(({ id }) => id),
      );
      return [
        ...outcomes.map(({ possibility }) => possibility),
        ...uninvited.map((client) => rule(client, null)),
      ];
    },
  };
}
