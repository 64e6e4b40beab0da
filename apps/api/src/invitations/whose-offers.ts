import type { EntityManager } from 'typeorm';
import { type SentInvitation, stillOffered } from '../staff/inviters.js';

/** Whether an offer stands as that of whoever made it, and whether it would as that of whoever acts on it. */
export interface OfferStanding {
  theirs: boolean;
  own: boolean;
}

export const STANDS: OfferStanding = { theirs: true, own: true };

/** By invitation, in as many statements for many as for one. Nothing is the own offer of nobody. */
export async function whoseOffersStand(
  ctx: { db: EntityManager },
  offers: readonly SentInvitation[],
  actorId: string | null,
): Promise<Map<string, OfferStanding>> {
  const own = ({ id }: SentInvitation) => `${id} own`;
  const asOwn =
    actorId === null ? [] : offers.map((offer) => ({ ...offer, id: own(offer), sentBy: actorId }));
  const standing = offers.length > 0 ? await stillOffered(ctx, [...offers, ...asOwn]) : new Set();
  return new Map(
    offers.map((offer) => [offer.id, { theirs: standing.has(offer.id), own: standing.has(own(offer)) }]),
  );
}
