import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/record-audit.js';
import type { ClientSelection } from '../clients/client.inputs.js';
import type { RequestContext } from '../context.js';
import { createMailing } from '../email/mailing/create-mailing.js';
import type { CheckedMessage } from '../email/message/check-message.js';
import { createMessage } from '../email/message/create-message.js';
import type { InvitationSelection } from '../invitations/invitation.inputs.js';
import type { InvitationReach } from '../invitations/list/invitation-reach.js';
import { ownClientsOf, type Staff } from '../staff/authorize.js';
import type { BulkOperation, BulkOperationKind } from './bulk-operation.entity.js';
import { readBulkOperation } from './read-bulk-operation.js';
import { countSelected, selectClients, selectInvitations } from './selection.js';

interface BulkRequest {
  kind: BulkOperationKind;
  /** One of the two. */
  clients?: ClientSelection;
  invitations?: { selection: InvitationSelection; reach: InvitationReach };
  /** Its mails are counted in one mailing. */
  sendsMail: boolean;
  /** For INVITE; null for the organization's default. */
  message?: CheckedMessage | null;
  /** For ADD_TO_PROGRAM. */
  programId?: string;
  /** For CONNECT: whom they are connected with. */
  staffMemberIds?: string[];
}

/**
 * Begins an action on everybody who matches, of the clients that the staff member may do it to. The worker does it in
 * batches; the caller has authorized it.
 */
export async function startBulkOperation(
  ctx: RequestContext,
  staff: Staff & { onlyConnected?: boolean },
  request: BulkRequest,
): Promise<BulkOperation> {
  const selection = request.invitations
    ? selectInvitations(request.invitations.selection, request.invitations.reach)
    : selectClients(request.clients ?? { organizationId: staff.organizationId }, ownClientsOf(staff));
  const total = await countSelected(ctx, selection);
  return ctx.transaction(async (tx) => {
    const id = uuidv7();
    const messageId =
      request.message === undefined ? null : await createMessage(tx, staff.organizationId, request.message);
    const mailingId = request.sendsMail ? await createMailing(tx, staff) : null;
    await tx.db.query(
      `INSERT INTO bulk_operations
         (id, organization_id, created_by, kind, state, selection, message_id, mailing_id, program_id, total, skipped_reasons)
       VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?, ?, '{}')`,
      [
        id,
        staff.organizationId,
        staff.id,
        request.kind,
        JSON.stringify({ ...selection, staffMemberIds: request.staffMemberIds }),
        messageId,
        mailingId,
        request.programId ?? null,
        total,
      ],
    );
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action: 'bulkOperation.started',
        staffMemberId: staff.id,
        subjectType: 'BULK_OPERATION',
        subjectId: id,
        details: {
          kind: request.kind,
          total,
          programId: request.programId,
          staffMemberIds: request.staffMemberIds,
        },
      },
    ]);
    tx.afterCommit(() => tx.services.wake.bulk());
    return readBulkOperation(tx, id);
  });
}
