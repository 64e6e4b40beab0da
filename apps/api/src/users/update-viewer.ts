import { recordAudit } from '../audit/record-audit.js';
import type { RequestContext } from '../context.js';
import { unauthenticated } from '../errors.js';
import { readMembers } from '../staff/read-permissions.js';
import { readViewer } from './read-viewer.js';
import type { UpdateViewerInput, UpdateViewerPayload } from './viewer.types.js';

export async function updateViewer(
  ctx: RequestContext,
  input: UpdateViewerInput,
): Promise<UpdateViewerPayload> {
  const viewer = readViewer(ctx);
  if (!viewer) throw unauthenticated();
  await ctx.transaction(async (tx) => {
    await tx.db.query('UPDATE users SET language = ?, updated_at = NOW(3) WHERE id = ?', [
      input.language,
      viewer.id,
    ]);
    // A user belongs to no organization; those that the user works for have it in their logs.
    const members = await readMembers(tx, 'm.user_id = ?', [viewer.id]);
    await recordAudit(
      tx,
      members.map(({ id, organizationId }) => ({
        organizationId,
        action: 'staff.updated',
        staffMemberId: id,
        subjectType: 'STAFF_MEMBER',
        subjectId: id,
        details: { fields: ['language'] },
      })),
    );
  });
  return { viewer: { ...viewer, language: input.language }, errors: [] };
}
