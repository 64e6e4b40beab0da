import type { AuditRecord } from '../audit/record-audit.js';
import type { Invitation } from './invitation.entity.js';

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
