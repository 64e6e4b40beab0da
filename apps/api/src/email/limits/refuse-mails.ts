import type { RequestContext } from '../../context.js';
import { impossible, type Possibility } from '../../possibility.js';
import { EVERYBODY } from './suppression.entity.js';
import { addressHash, SUPPRESSED } from './suppressions.js';
import { takeTurns } from './take-turns.js';

/** Who starts the sending. */
export interface Sender {
  organizationId: string;
  staffMemberId: string;
}

interface Addressee {
  id: string;
  email: string;
}

/**
 * The same words whoever's mails they were: that other organizations write to the address as well is nobody's business, and
 * neither is when they did.
 */
const RECIPIENT_LIMIT = impossible(
  'RECIPIENT_LIMIT',
  'This address has been sent as many invitations and reminders as it may get in a day. Try again in 24 hours.',
);

const limitReached = (code: string, whose: string, again: Date | null) =>
  impossible(
    code,
    // Without any before, those of this very call come first.
    `${whose} many invitations and reminders for one day. It is possible again from ${minuteFrom(again ?? new Date(Date.now() + DAY_MS))} UTC.`,
  );

/** The first whole minute at which the moment has come. */
function minuteFrom(moment: Date): string {
  const minutes = Math.ceil(moment.getTime() / 60_000);
  return new Date(minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Whose mails they are, where one call is about several organizations. */
interface Offer extends Addressee {
  organizationId: string;
}

interface Row {
  what: 'RECIPIENT' | 'SUPPRESSED' | 'SENDER';
  /** An address, or the hash of one. */
  whom: string | null;
  /** The organization that mailed, or that is asked not to. */
  scope: string | null;
  mails: number | string;
  own: number | string | null;
  again: Date | null;
  own_again: Date | null;
}

/**
 * Who of them may not be mailed now, and why: whoever asked not to be, and whoever is past what one mailbox, one
 * organization or one staff member may come to in a day. Within the transaction that queues the mails, and two statements
 * however many they are: whoever mails the same people or for the same organization waits until it has committed, so that no
 * limit is ever passed.
 */
export async function refuseMails(
  ctx: RequestContext,
  sender: Sender,
  addressees: readonly Addressee[],
): Promise<Map<string, Possibility>> {
  const { organizationId } = sender;
  await takeTurns(ctx.db, { organizationId, emails: addressees.map(({ email }) => email) });
  return foreseeRefusals(ctx, sender, addressees);
}

/** What would be refused now, for whoever wants to know before anything is written; it holds nobody up and promises nothing. */
export function foreseeRefusals(
  ctx: RequestContext,
  sender: Sender,
  addressees: readonly Addressee[],
): Promise<Map<string, Possibility>> {
  const { organizationId } = sender;
  return refuse(
    ctx,
    sender,
    addressees.map(({ id, email }) => ({ id, email, organizationId })),
  );
}

/** The same for what leaves by itself, of any organizations: it was allowed when the invitation was sent, but for the recipient. */
export async function refuseReminders(
  ctx: RequestContext,
  offers: readonly Offer[],
): Promise<Map<string, Possibility>> {
  await takeTurns(ctx.db, { emails: offers.map(({ email }) => email) });
  return refuse(ctx, null, offers);
}

async function refuse(
  ctx: RequestContext,
  sender: Sender | null,
  offers: readonly Offer[],
): Promise<Map<string, Possibility>> {
  if (offers.length === 0) return new Map();
  const hashes = new Map(offers.map(({ email }) => [email, '']));
  for (const email of hashes.keys()) hashes.set(email, addressHash(email));
  const rows = await ctx.db.query<Row[]>(...question(ctx, sender, offers, hashes));
  const byWhom = Map.groupBy(rows, ({ whom }) => whom);
  const left =
    sender &&
    whatIsLeft(
      ctx,
      rows.find(({ what }) => what === 'SENDER'),
    );
  const refusals = new Map<string, Possibility>();
  /** Of this very call, to each address. */
  const more = new Map<string, Offer[]>();
  for (const offer of offers) {
    const scopes = byWhom.get(hashes.get(offer.email) ?? '') ?? [];
    const together = more.get(offer.email) ?? [];
    const why = scopes.some(({ scope }) => scope === EVERYBODY || scope === offer.organizationId)
      ? SUPPRESSED
      : (tooMany(ctx, offer, byWhom.get(offer.email) ?? [], together) ?? left?.() ?? null);
    if (why) refusals.set(offer.id, why);
    else more.set(offer.email, [...together, offer]);
  }
  return refusals;
}

function tooMany(
  ctx: RequestContext,
  { organizationId }: Offer,
  rows: readonly Row[],
  more: readonly Offer[],
): Possibility | null {
  const { perRecipient, perOrganizationAndRecipient } = ctx.config.mailLimits;
  const all = rows.reduce((sum, { mails }) => sum + Number(mails), more.length);
  const here =
    Number(rows.find(({ scope }) => scope === organizationId)?.mails ?? 0) +
    more.filter((offer) => offer.organizationId === organizationId).length;
  return all >= perRecipient || here >= perOrganizationAndRecipient ? RECIPIENT_LIMIT : null;
}

/** Called once for each mail that nothing else speaks against: null as long as there is room. */
function whatIsLeft(ctx: RequestContext, row: Row | undefined): () => Possibility | null {
  const { perOrganization, perUser } = ctx.config.mailLimits;
  let organization = perOrganization - Number(row?.mails ?? 0);
  let user = perUser - Number(row?.own ?? 0);
  return () => {
    if (organization <= 0)
      return limitReached('ORGANIZATION_LIMIT', 'The organization has sent', row?.again ?? null);
    if (user <= 0) return limitReached('USER_LIMIT', 'You have sent', row?.own_again ?? null);
    organization -= 1;
    user -= 1;
    return null;
  };
}

function question(
  ctx: RequestContext,
  sender: Sender | null,
  offers: readonly Offer[],
  hashes: ReadonlyMap<string, string>,
): [sql: string, parameters: unknown[]] {
  const { perRecipient, perOrganizationAndRecipient, perOrganization, perUser } = ctx.config.mailLimits;
  const organizations = new Set(offers.map(({ organizationId }) => organizationId));
  // An address that comes once is at its limit by what it had before; one that comes several times may be with fewer.
  const enough = Math.min(perRecipient, perOrganizationAndRecipient) - (offers.length - hashes.size);
  const parts = [OF_RECIPIENTS, OF_SUPPRESSIONS];
  const parameters: unknown[] = [
    [...hashes.keys()],
    Math.max(1, enough),
    [...hashes.values()],
    [EVERYBODY, ...organizations],
  ];
  if (sender) {
    const { organizationId, staffMemberId } = sender;
    const ofLately = [organizationId, idsSince(Date.now() - 2 * DAY_MS)];
    const room = Math.min(perOrganization, perUser) - offers.length;
    parts.push(OF_SENDER);
    parameters.push(staffMemberId, staffMemberId, ...ofLately, room, ...ofLately);
  }
  return [parts.join(' UNION ALL '), parameters];
}

/** SQL: mail `m` came to somebody's mailbox today, or will. What never left bothered nobody; a copy that may have left does. */
const COUNTS = `m.created_at > NOW(3) - INTERVAL 1 DAY AND m.kind IN ('INVITATION', 'REMINDER')
  AND (m.state <> 'FAILED' OR m.possible_copies > 0)`;

// Counted is what an index alone shows to be as much as a limit, whatever mails they were: hardly ever is it any.
const OF_RECIPIENTS = `
  SELECT 'RECIPIENT' AS what, m.recipient AS whom, m.organization_id AS scope, COUNT(*) AS mails, NULL AS own, NULL AS again,
         NULL AS own_again
    FROM (SELECT b.recipient FROM mails b FORCE INDEX (ix_mails_recipient)
           WHERE b.recipient IN (?) AND b.created_at > NOW(3) - INTERVAL 1 DAY GROUP BY b.recipient HAVING COUNT(*) >= ?) busy
    STRAIGHT_JOIN mails m FORCE INDEX (ix_mails_recipient) ON m.recipient = busy.recipient
   WHERE ${COUNTS} GROUP BY m.recipient, m.organization_id`;

const OF_SUPPRESSIONS = `
  SELECT 'SUPPRESSED', address_hash, scope, 0, NULL, NULL, NULL FROM mail_suppressions
   WHERE address_hash IN (?) AND scope IN (?)`;

const OF_MAILINGS = 'mailings g STRAIGHT_JOIN mails m FORCE INDEX (ix_mails_mailing) ON m.mailing_id = g.id';

const OF_SENDER = `
  SELECT 'SENDER', NULL, NULL, COUNT(*), SUM(g.created_by = ?), MIN(m.created_at) + INTERVAL 1 DAY,
         MIN(IF(g.created_by = ?, m.created_at, NULL)) + INTERVAL 1 DAY
    FROM (SELECT COUNT(*) AS mails FROM ${OF_MAILINGS}
           WHERE g.organization_id = ? AND g.id > ? HAVING mails > ?) busy
    STRAIGHT_JOIN ${OF_MAILINGS} WHERE g.organization_id = ? AND g.id > ? AND ${COUNTS}`;

const DAY_MS = 86_400_000;

/** Ids begin with the moment they were made at: those of the table's own index that are worth looking at. */
function idsSince(moment: number): string {
  const hex = moment.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
