import DataLoader from 'dataloader';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import { isWithin, reachOf, TO_READ } from '../../invitations/list/invitation-reach.js';
import { authorizeAny, staffOf } from '../../staff/authorize.js';
import { reasonText } from '../delivery-reasons.js';
import type { DeliveryState } from '../delivery-state.js';
import type { MailProblem } from '../mail-problem.js';
import { Mailing } from './mailing.entity.js';

export type MailCounts = Record<DeliveryState, number>;

const PROBLEMS_SHOWN = 50;

export async function getMailing(ctx: RequestContext, id: string): Promise<Mailing> {
  const mailing = isId(id) ? await ctx.loaders.mailing.load(id) : null;
  if (!mailing) throw notFound();
  const staff = await authorizeAny(ctx, mailing.organizationId, ['invitations.read', 'staff.invite'], 'own');
  // Whoever does not see all invitations of clients follows what they sent themselves.
  if (!staff.permissions.has('invitations.read') && mailing.createdBy !== staff.id) throw notFound();
  return mailing;
}

export function mailingLoader(ctx: RequestContext): DataLoader<string, Mailing | null> {
  return new DataLoader(async (ids) => {
    const rows = await ctx.db.query<(Mailing & { id: string })[]>(
      `SELECT id, organization_id AS organizationId, created_by AS createdBy, created_at AS createdAt
         FROM mailings WHERE id IN (?)`,
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.id, Object.assign(new Mailing(), row)]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

export function mailCountsLoader(ctx: RequestContext): DataLoader<string, MailCounts> {
  return new DataLoader(async (mailingIds) => {
    const rows = await ctx.db.query<{ mailing_id: string; state: DeliveryState; count: string | number }[]>(
      'SELECT mailing_id, state, COUNT(*) AS count FROM mails WHERE mailing_id IN (?) GROUP BY mailing_id, state',
      [mailingIds],
    );
    return mailingIds.map((id) => {
      const counts: MailCounts = { QUEUED: 0, SENDING: 0, SENT: 0, BOUNCED: 0, FAILED: 0, UNKNOWN: 0 };
      for (const row of rows) if (row.mailing_id === id) counts[row.state] = Number(row.count);
      return counts;
    });
  });
}

/** Of the invitations that the caller may see now, whichever way they came to the mailing. */
export async function mailProblems(ctx: RequestContext, mailing: Mailing): Promise<MailProblem[]> {
  const caller = await staffOf(ctx, mailing.organizationId);
  if (!caller) return [];
  const within = isWithin(reachOf(caller, TO_READ));
  const rows = await ctx.db.query<(Omit<MailProblem, 'reason'> & { reasonCode: string | null })[]>(
    `SELECT m.recipient AS email, i.client_id AS clientId, m.state, m.reason_code AS reasonCode,
            m.server_response AS serverResponse
       FROM mails m JOIN invitations i ON i.id = m.invitation_id
      WHERE m.mailing_id = ? AND m.organization_id = ? AND m.state IN ('BOUNCED', 'FAILED', 'UNKNOWN')
        AND ${within.sql}
      ORDER BY m.updated_at DESC, m.id LIMIT ${PROBLEMS_SHOWN}`,
    [mailing.id, mailing.organizationId, ...within.params],
  );
  return rows.map((row) => ({ ...row, reason: reasonText(row.reasonCode) }));
}
