import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { InvitationEventType } from './invitation-event.entity.js';

interface EventToRecord {
  organizationId: string;
  invitationId: string;
  type: InvitationEventType;
  /** The staff member who did it; null for the system and the recipient. */
  actorId: string | null;
  detail?: string | null;
}

export async function recordEvents(ctx: Pick<RequestContext, 'db'>, events: EventToRecord[]): Promise<void> {
  await insertRows(
    ctx,
    'invitation_events',
    ['id', 'organization_id', 'invitation_id', 'type', 'actor_id', 'detail'],
    events.map((event) => [
      uuidv7(),
      event.organizationId,
      event.invitationId,
      event.type,
      event.actorId,
      event.detail?.slice(0, 500) ?? null,
    ]),
  );
}
