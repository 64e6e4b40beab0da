import type { AuditAction } from '../../audit/actions.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { RequestContext } from '../../context.js';
import { NO_ID } from '../../id.js';
import type { InvitationEventType } from '../invitation-event.entity.js';
import { recordEvents } from '../invitation-events.js';
import { readInvitationToken } from '../invitation-token.js';
import { findByToken } from './find-by-token.js';
import type { InvitationLinkState } from './invitation-preview.js';
import { linkState } from './preview-invitation.js';

type Subject = { id: string; organizationId: string };
type Sight = Extract<InvitationEventType, 'OPENED' | 'LINK_REFUSED' | 'WRONG_USER'>;

/** Of one link's life: a program that opens it every day must not fill the table. */
const SIGHTS_KEPT = 40;
/** How many earlier links of an invitation are recognised. */
const REPLACED_KNOWN = 5;
const REFUSED: Partial<Record<InvitationLinkState, string>> = {
  EXPIRED: 'LINK_EXPIRED',
  WITHDRAWN: 'LINK_WITHDRAWN',
  SUSPENDED: 'LINK_SUSPENDED',
  USED: 'LINK_USED',
};

/**
 * That a link was opened, for support to see. Changes nothing about the invitation, and says nothing to whoever opened
 * it. `byPerson` is what the page saw: a key, a finger, a mouse. Scanners run scripts but touch nothing.
 */
export async function recordOpening(ctx: RequestContext, token: string, byPerson: boolean): Promise<void> {
  const invitation = await findByToken(ctx, token);
  if (!invitation) {
    const replaced = await findReplaced(ctx, token);
    if (replaced) await recordSight(ctx, replaced, 'LINK_REFUSED', 'LINK_REPLACED');
    return;
  }
  const state = linkState(invitation);
  if (state === 'OPEN') await recordSight(ctx, invitation, 'OPENED', byPerson ? 'PERSON' : 'UNSEEN');
  else await recordRefusal(ctx, invitation, state);
}

/** That a link was refused, and why. */
export async function recordRefusal(
  ctx: RequestContext,
  invitation: Subject,
  state: InvitationLinkState,
): Promise<void> {
  const code = REFUSED[state];
  if (code) await recordSight(ctx, invitation, 'LINK_REFUSED', code);
}

/** Once a day of a kind, and so many in all. One at a time: many openings at once must not all find that none is recorded. */
export async function recordSight(
  ctx: RequestContext,
  invitation: Subject,
  type: Sight,
  detail: string | null,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    await tx.db.query('SELECT id FROM invitations WHERE id = ? FOR UPDATE', [invitation.id]);
    const seen = await tx.db.query<{ id: string; type: string; detail: string | null; recent: number }[]>(
      `SELECT id, type, detail, at > NOW(3) - INTERVAL 1 DAY AS recent FROM invitation_events
        WHERE invitation_id = ? AND type IN ('OPENED', 'LINK_REFUSED', 'WRONG_USER') ORDER BY at DESC, id DESC LIMIT ${SIGHTS_KEPT}`,
      [invitation.id],
    );
    const recent = seen.filter((event) => event.recent && event.type === type);
    if (recent.some((event) => event.detail === detail || event.detail === 'PERSON')) return;
    const unseen = recent.find((event) => event.detail === 'UNSEEN');
    // The same opening, of which more is known now.
    if (unseen && detail === 'PERSON') {
      await recordAudit(tx, []);
      await tx.db.query('UPDATE invitation_events SET detail = ? WHERE id = ?', [detail, unseen.id]);
    } else if (seen.length < SIGHTS_KEPT) {
      await recordAudit(tx, [
        {
          organizationId: invitation.organizationId,
          action: SIGHT_ACTIONS[type],
          actorKind: 'RECIPIENT',
          subjectType: 'INVITATION',
          subjectId: invitation.id,
          ...(detail ? { details: { detail } } : {}),
        },
      ]);
      await recordEvents(tx, [
        {
          organizationId: invitation.organizationId,
          invitationId: invitation.id,
          type,
          actorId: null,
          detail,
        },
      ]);
    }
  });
}

const SIGHT_ACTIONS = {
  OPENED: 'invitation.opened',
  LINK_REFUSED: 'invitation.linkRefused',
  WRONG_USER: 'invitation.wrongUser',
} as const satisfies Record<Sight, AuditAction>;

/**
 * The invitation of which this was the link before its address changed or it was offered anew. Always the same work, so that
 * the time it takes tells nothing.
 */
async function findReplaced(ctx: RequestContext, token: string): Promise<Subject | null> {
  const presented = readInvitationToken(token);
  const [row] = await ctx.db.query<{ id: string; organization_id: string; generation: number }[]>(
    'SELECT id, organization_id, generation FROM invitations WHERE id = ?',
    [presented?.invitationId ?? NO_ID],
  );
  let found = false;
  for (let back = 1; back <= REPLACED_KNOWN; back += 1)
    found = (presented?.matches(ctx.config.tokenKeys, (row?.generation ?? 0) - back) ?? false) || found;
  return row && found ? { id: row.id, organizationId: row.organization_id } : null;
}
