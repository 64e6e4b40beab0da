import { V7Generator } from 'uuidv7';
import type { AuditAction } from '../audit/actions.js';
import type { AuditActorKind, AuditSubject } from '../audit/audit-entry.entity.js';
import type { RequestContext } from '../context.js';
import { insertRows } from '../database/insert-rows.js';
import type { InvitationEventType } from '../invitations/invitation-event.entity.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Addresses that are set apart for examples. */
const PRACTICE = '192.0.2.14';
const HOME = '198.51.100.';

type AtWork = Record<'fenna' | 'ruth' | 'noor' | 'sem' | 'bram', string>;

interface Story {
  at: Date;
  action: AuditAction;
  kind: AuditActorKind;
  staffId?: string | null;
  address?: string;
  subjectType: AuditSubject;
  subjectId: string;
  details?: object;
}

const OF_EVENTS: Partial<Record<InvitationEventType, [AuditAction, AuditActorKind]>> = {
  SENT: ['client.invited', 'STAFF'],
  REMINDED: ['invitation.reminded', 'SYSTEM'],
  WITHDRAWN: ['invitation.withdrawn', 'STAFF'],
  ACCEPTED: ['invitation.accepted', 'RECIPIENT'],
  RENEWAL_REQUESTED: ['invitation.renewalRequested', 'RECIPIENT'],
};

/** The log as it would stand after three months of work, told from what the demo has written before. */
export async function writeDemoAudit(
  ctx: RequestContext,
  organizationId: string,
  staff: AtWork,
  now: Date,
): Promise<void> {
  const stories = [
    {
      at: new Date(now.getTime() - 90 * DAY),
      action: 'organization.created',
      kind: 'SYSTEM',
      subjectType: 'ORGANIZATION',
      subjectId: organizationId,
    } satisfies Story,
    ...(await aboutPrograms(ctx, organizationId, staff.fenna)),
    ...(await aboutClients(ctx, organizationId, staff.fenna)),
    ...(await aboutInvitations(ctx, organizationId)),
    ...(await daysAtWork(ctx, organizationId, staff, now)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  await write(ctx, organizationId, stories);
}

async function aboutPrograms(ctx: RequestContext, organizationId: string, staffId: string): Promise<Story[]> {
  const rows = await ctx.db.query<{ id: string; at: Date }[]>(
    'SELECT id, created_at AS at FROM programs WHERE organization_id = ?',
    [organizationId],
  );
  return rows.map(({ id, at }) => ({
    at,
    action: 'program.created',
    kind: 'STAFF',
    staffId,
    address: PRACTICE,
    subjectType: 'PROGRAM',
    subjectId: id,
  }));
}

async function aboutClients(ctx: RequestContext, organizationId: string, staffId: string): Promise<Story[]> {
  const rows = await ctx.db.query<{ id: string; at: Date; by: string | null }[]>(
    `SELECT c.id, c.created_at AS at, i.sent_by AS \`by\` FROM clients c LEFT JOIN invitations i ON i.client_id = c.id
      WHERE c.organization_id = ?`,
    [organizationId],
  );
  return rows.map(({ id, at, by }) => ({
    at,
    action: 'client.created',
    kind: 'STAFF',
    staffId: by ?? staffId,
    address: PRACTICE,
    subjectType: 'CLIENT',
    subjectId: id,
  }));
}

async function aboutInvitations(ctx: RequestContext, organizationId: string): Promise<Story[]> {
  const rows = await ctx.db.query<
    { type: InvitationEventType; at: Date; actor: string | null; id: string; client: string }[]
  >(
    `SELECT e.type, e.at, e.actor_id AS actor, i.id, i.client_id AS client
       FROM invitation_events e JOIN invitations i ON i.id = e.invitation_id
      WHERE e.organization_id = ? AND i.client_id IS NOT NULL`,
    [organizationId],
  );
  return rows.flatMap(({ type, at, actor, id, client }, index): Story[] => {
    const [action, kind] = OF_EVENTS[type] ?? [];
    if (!action || !kind) return [];
    return [
      {
        at,
        action,
        kind,
        staffId: kind === 'STAFF' ? actor : null,
        ...(kind === 'STAFF' ? { address: PRACTICE } : {}),
        ...(kind === 'RECIPIENT' ? { address: `${HOME}${20 + (index % 200)}` } : {}),
        subjectType: 'CLIENT',
        subjectId: client,
        details: { invitationId: id },
      },
    ];
  });
}

/** Signing in on working days, and looking into a client now and then; once, a wrong password. */
async function daysAtWork(
  ctx: RequestContext,
  organizationId: string,
  { fenna, ruth, noor, sem, bram }: AtWork,
  now: Date,
): Promise<Story[]> {
  const clients = await ctx.db.query<{ id: string }[]>(
    'SELECT id FROM clients WHERE organization_id = ? AND created_at < ? ORDER BY id LIMIT 20',
    [organizationId, new Date(now.getTime() - 30 * DAY)],
  );
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  return Array.from({ length: 28 }, (_, index) => 28 - index).flatMap((days): Story[] => {
    const morning = new Date(midnight - days * DAY + 7 * HOUR + ((days * 17) % 50) * 60_000);
    if ([0, 6].includes(morning.getUTCDay())) return [];
    const staffId = [ruth, fenna, noor][days % 3] ?? fenna;
    const colleague = days % 2 === 0 ? bram : sem;
    const mine = { kind: 'STAFF', staffId, address: PRACTICE } as const;
    const self = { subjectType: 'STAFF_MEMBER', subjectId: staffId } as const;
    const later = (minutes: number) => new Date(morning.getTime() + minutes * 60_000);
    const client = clients[days % Math.max(clients.length, 1)];
    return [
      ...(days === 12
        ? [
            {
              at: later(-1),
              action: 'staff.signInFailed',
              kind: 'SYSTEM',
              address: PRACTICE,
              ...self,
            } as const,
          ]
        : []),
      { at: morning, action: 'staff.signedIn', ...mine, ...self },
      {
        at: later(2),
        action: 'clients.listed',
        ...mine,
        subjectType: 'ORGANIZATION',
        subjectId: organizationId,
        details: { filter: [] },
      },
      ...(client
        ? [
            {
              at: later(6),
              action: 'client.read',
              ...mine,
              subjectType: 'CLIENT',
              subjectId: client.id,
            } as const,
          ]
        : []),
      {
        at: later(25),
        action: 'staff.signedIn',
        kind: 'STAFF',
        staffId: colleague,
        address: PRACTICE,
        subjectType: 'STAFF_MEMBER',
        subjectId: colleague,
      },
    ];
  });
}

async function write(ctx: RequestContext, organizationId: string, stories: readonly Story[]): Promise<void> {
  const users = new Map(
    (
      await ctx.db.query<{ id: string; user_id: string }[]>(
        'SELECT id, user_id FROM staff_members WHERE organization_id = ?',
        [organizationId],
      )
    ).map((row) => [row.id, row.user_id]),
  );
  // Ids of their moment, since the log is read in the order of ids.
  const ids = new V7Generator();
  const rows = stories.map((story) => ({
    id: ids.generateOrResetWithTs(story.at.getTime()).toString(),
    story,
  }));
  await insertRows(
    ctx,
    'audit_entries',
    [
      'id',
      'organization_id',
      'action',
      'actor_kind',
      'actor_user_id',
      'actor_staff_id',
      'address',
      'subject_type',
      'subject_id',
      'details',
      'at',
    ],
    rows.map(({ id, story }) => [
      id,
      organizationId,
      story.action,
      story.kind,
      users.get(story.staffId ?? '') ?? null,
      story.staffId ?? null,
      story.address ?? null,
      story.subjectType,
      story.subjectId,
      story.details ? JSON.stringify(story.details) : null,
      story.at,
    ]),
  );
  await insertRows(
    ctx,
    'audit_unsealed',
    ['organization_id', 'entry_id'],
    rows.map(({ id }) => [organizationId, id]),
  );
}
