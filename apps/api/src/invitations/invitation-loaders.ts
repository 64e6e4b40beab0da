import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import type { Invitation } from './invitation.entity.js';
import { InvitationEvent } from './invitation-event.entity.js';
import { invitationsByClientIds, invitationsByIds } from './invitation-rows.js';
import { type OfferStanding, STANDS, whoseOffersStand } from './whose-offers.js';

/** As many as the page of one client shows. */
const EVENTS_SHOWN = 100;

export interface InvitationLoaders {
  readonly invitation: DataLoader<string, Invitation | null>;
  readonly invitationOfClient: DataLoader<string, Invitation | null>;
  /** Whose offer it is and could be, for the caller. */
  readonly offerStanding: DataLoader<Invitation, OfferStanding, string>;
  readonly eventsOfInvitation: DataLoader<string, InvitationEvent[]>;
  /** Name of a staff member, by id. */
  readonly staffName: DataLoader<string, string | null>;
}

export function invitationLoaders(ctx: RequestContext): InvitationLoaders {
  return {
    invitation: new DataLoader(async (ids) => {
      const found = await invitationsByIds(ctx, ids);
      const byId = new Map(found.map((invitation) => [invitation.id, invitation]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    invitationOfClient: new DataLoader(async (clientIds) => {
      const found = await invitationsByClientIds(ctx, clientIds);
      const byClient = new Map(found.map((invitation) => [invitation.clientId, invitation]));
      return clientIds.map((id) => byClient.get(id) ?? null);
    }),
    offerStanding: new DataLoader((invitations) => standingsForCaller(ctx, invitations), {
      cacheKeyFn: ({ id }) => id,
    }),
    eventsOfInvitation: new DataLoader(async (invitationIds) => {
      const events = await newestEvents(ctx, invitationIds);
      return invitationIds.map((id) => events.filter((event) => event.invitationId === id));
    }),
    staffName: new DataLoader(async (ids) => {
      const rows = await ctx.db.query<{ id: string; name: string }[]>(
        `SELECT id, TRIM(CONCAT(first_name, ' ', last_name)) AS name FROM staff_members WHERE id IN (?)`,
        [ids],
      );
      const names = new Map(rows.map((row) => [row.id, row.name]));
      return ids.map((id) => names.get(id) ?? null);
    }),
  };
}

async function standingsForCaller(
  ctx: RequestContext,
  invitations: readonly Invitation[],
): Promise<OfferStanding[]> {
  const callers = await Promise.all(
    invitations.map(({ organizationId }) => ctx.loaders.callerIn.load(organizationId)),
  );
  const standing = new Map<string, OfferStanding>();
  const byActor = Map.groupBy(
    // Whoever may invite any client could make each of these offers theirs: there is nothing to look up.
    invitations.map((invitation, index) => ({ invitation, caller: callers[index] ?? null })),
    ({ invitation, caller }) =>
      invitation.staffMemberId === null && caller?.permissions.has('clients.invite')
        ? 'own'
        : (caller?.id ?? null),
  );
  for (const [actor, those] of byActor) {
    const offers = those.map(({ invitation }) => invitation);
    if (actor === 'own') for (const { id } of offers) standing.set(id, STANDS);
    else for (const [id, found] of await whoseOffersStand(ctx, offers, actor)) standing.set(id, found);
  }
  return invitations.map(({ id }) => standing.get(id) ?? STANDS);
}

async function newestEvents(
  ctx: RequestContext,
  invitationIds: readonly string[],
): Promise<InvitationEvent[]> {
  const rows = await ctx.db.query<Record<string, unknown>[]>(
    `SELECT id, organizationId, invitationId, type, actorId, detail, at FROM (
       SELECT id, organization_id AS organizationId, invitation_id AS invitationId, type, actor_id AS actorId, detail, at,
              ROW_NUMBER() OVER (PARTITION BY invitation_id ORDER BY at DESC, id DESC) AS position
         FROM invitation_events WHERE invitation_id IN (?)) AS recent
      WHERE position <= ${EVENTS_SHOWN} ORDER BY at DESC, id DESC`,
    [invitationIds],
  );
  return rows.map((row) => Object.assign(new InvitationEvent(), row));
}
