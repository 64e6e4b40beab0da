import { checkReason } from '../audit/check-reason.js';
import { recordAudit } from '../audit/record-audit.js';
import { limitKey, tooManyRequests } from '../auth/throttle.js';
import { STORED_STATUSES } from '../clients/client-status.js';
import { beginsWith, matchesBeside } from '../clients/list/client-filter.js';
import { LEADS, searchWords } from '../clients/search-terms.js';
import type { RequestContext } from '../context.js';
import { UserError, UserErrors } from '../errors.js';
import { readSupportCode } from '../invitations/support-code.js';
import { authorize } from '../staff/authorize.js';
import { matchesStaffWord } from '../staff/matches-staff-word.js';
import { readCases } from './case-rows.js';
import { findUninvited } from './find-uninvited.js';
import { QUERY_MIN, type SupportSearchInput } from './support.inputs.js';
import { SupportSearchPayload } from './support.payloads.js';

const SHOWN = 20;

/** Invitations by address, name, number or support code. Who looked for what reason, and what was shown, is written down. */
export async function findCases(
  ctx: RequestContext,
  input: SupportSearchInput,
): Promise<SupportSearchPayload> {
  const staff = await authorize(ctx, input.organizationId, 'support.use');
  const reason = checkReason(input.reason);
  const words = readQuery(input.query);
  countLook(ctx);
  const code = readSupportCode(input.query);
  return ctx.transaction(async (tx) => {
    const byCode = code ? await idsByCode(tx, staff.organizationId, code) : [];
    // What reads like a code may be the beginning of a number as well.
    const ids =
      byCode.length > 0
        ? byCode
        : [
            ...(await clientInvitations(tx, staff.organizationId, words)),
            ...(await staffInvitations(tx, staff.organizationId, words)),
          ];
    const cases = await readCases(tx, staff.organizationId, ids.slice(0, SHOWN));
    const uninvited = cases.length === 0 ? await findUninvited(tx, staff.organizationId, input.query) : null;
    await recordAudit(tx, [
      {
        organizationId: staff.organizationId,
        action: 'support.searched',
        staffMemberId: staff.id,
        subjectType: 'ORGANIZATION',
        subjectId: staff.organizationId,
        reason,
        details: {
          found: cases.map(({ id }) => id),
          ...(uninvited && { uninvited: uninvited.clientId }),
        },
      },
    ]);
    return Object.assign(new SupportSearchPayload(), {
      cases,
      hasMore: ids.length > SHOWN,
      uninvited: uninvited?.finding ?? null,
    });
  });
}

/** A look leaves a trace and shows people: it counts like an action, each alias of it. */
export function countLook(ctx: RequestContext): void {
  const wait = ctx.services.limits.mutations.take(limitKey(ctx));
  if (wait > 0) throw tooManyRequests(wait);
}

function readQuery(query: string): [string, ...string[]] {
  const refuse = (code: string, message: string) => new UserErrors(new UserError(code, message, ['query']));
  // The longest finds the fewest, and so leads.
  const [first, ...rest] = searchWords(query).sort((a, b) => b.length - a.length);
  if (first === undefined) throw refuse('REQUIRED', 'Give an address, a name, a number or a support code.');
  if (first.length < QUERY_MIN) throw refuse('TOO_SHORT', `Give at least ${QUERY_MIN} characters.`);
  return [first, ...rest];
}

async function idsByCode(ctx: RequestContext, organizationId: string, code: string): Promise<string[]> {
  const rows = await ctx.db.query<{ id: string }[]>(
    'SELECT id FROM invitations WHERE organization_id = ? AND support_code = ?',
    [organizationId, code],
  );
  return rows.map(({ id }) => id);
}

/** Without an order, so that the server stops at the first so many: more than these are of no use to anybody. */
async function clientInvitations(
  ctx: RequestContext,
  organizationId: string,
  [first, ...rest]: [string, ...string[]],
): Promise<string[]> {
  const others = matchesBeside('t', organizationId, rest);
  const rows = await ctx.db.query<{ id: string }[]>(
    `SELECT DISTINCT i.id
       FROM client_search_terms t FORCE INDEX (PRIMARY)
       STRAIGHT_JOIN invitations i ON i.client_id = t.client_id AND i.organization_id = t.scope_id
      WHERE ${['t.scope_id = ?', 't.status IN (?)', 't.lead_length IN (?)', 't.term LIKE ?', ...others.map(({ sql }) => sql)].join(' AND ')}
      LIMIT ${SHOWN + 1}`,
    [organizationId, STORED_STATUSES, LEADS, beginsWith(first), ...others.flatMap(({ params }) => params)],
  );
  return rows.map(({ id }) => id);
}

async function staffInvitations(
  ctx: RequestContext,
  organizationId: string,
  words: readonly string[],
): Promise<string[]> {
  const conditions = words.map((word) => matchesStaffWord('s', word));
  const rows = await ctx.db.query<{ id: string }[]>(
    `SELECT i.id FROM staff_members s JOIN invitations i ON i.staff_member_id = s.id AND i.organization_id = s.organization_id
      WHERE s.organization_id = ? AND ${conditions.map(({ sql }) => sql).join(' AND ')} LIMIT ${SHOWN + 1}`,
    [organizationId, ...conditions.flatMap(({ params }) => params)],
  );
  return rows.map(({ id }) => id);
}
