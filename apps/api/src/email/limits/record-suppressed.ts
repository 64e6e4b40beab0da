import type { AuditSubject } from '../../audit/audit-entry.entity.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import type { Possibility } from '../../possibility.js';
import type { Sender } from './refuse-mails.js';
import { SUPPRESSED } from './suppressions.js';

/** That somebody tried to mail an address which had asked not to be: for whoever answers its complaint. */
export async function recordSuppressed(
  ctx: RequestContext,
  { organizationId, staffMemberId }: Sender,
  subjectType: Extract<AuditSubject, 'CLIENT' | 'STAFF_MEMBER' | 'INVITATION' | 'ORGANIZATION'>,
  refusals: ReadonlyMap<string, Possibility>,
): Promise<void> {
  await recordAudit(
    ctx,
    [...refusals]
      .filter(([, why]) => why === SUPPRESSED)
      .map(([subjectId]) => ({
        organizationId,
        action: 'mail.suppressed',
        staffMemberId,
        subjectType,
        subjectId,
      })),
  );
}
