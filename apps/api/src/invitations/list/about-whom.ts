import type { AuditRecord } from '../../audit/record-audit.js';
import type { Invitation, InvitationRecipient } from '../invitation.entity.js';

/** What is done with an invitation is in the audit log of the person it is for; which invitation stands in the details. */
export function aboutWhom({
  id,
  clientId,
  staffMemberId = null,
}: Pick<Invitation, 'id'> & { clientId: string | null; staffMemberId?: string | null }): Pick<
  AuditRecord,
  'subjectType' | 'subjectId' | 'details'
> {
  const details = { invitationId: id };
  if (clientId) return { subjectType: 'CLIENT', subjectId: clientId, details };
  return { subjectType: 'STAFF_MEMBER', subjectId: staffMemberId, details };
}

/** The same of an invitation that was found by its link. */
export function aboutInvited({
  id,
  recipient,
  invitedId,
}: {
  id: string;
  recipient: InvitationRecipient;
  invitedId: string;
}): ReturnType<typeof aboutWhom> {
  return recipient === 'CLIENT'
    ? aboutWhom({ id, clientId: invitedId })
    : aboutWhom({ id, clientId: null, staffMemberId: invitedId });
}
