import { ArrayMaxSize, MaxLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import type { Attempt } from '../../pagination/attempt.js';
import type { Branch } from '../../pagination/branch.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../../pagination/connection.js';
import { countUpTo } from '../../pagination/count-up-to.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../../pagination/page-args.js';
import { authorize, type Staff } from '../../staff/authorize.js';
import { AUDIT_ACTIONS } from '../actions.js';
import { AuditEntry } from '../audit-entry.entity.js';
import { ENTRY_COLUMNS } from '../chain/chain.js';
import { noteRead, shapeOf } from '../note-read.js';

export const AuditEntryConnection = connectionTypeOf('AuditEntry', () => AuditEntry);

@InputType({ description: 'Left out: everything. Conditions that are given must all hold.' })
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: 'The staff member who acted.' })
  actorId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The client, staff member, program… it was done to; what was done to their invitation and connections is included.',
  })
  subjectId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Whole actions such as client.created.' })
  @ArrayMaxSize(100)
  @MaxLength(60, { each: true })
  actions?: string[] | null;

  @Field(() => String, { nullable: true, description: 'What actions begin with, such as client.' })
  @MaxLength(60)
  actionPrefix?: string | null;

  @Field(() => Date, { nullable: true, description: 'From this moment on.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Up to this moment, exclusive.' })
  to?: Date | null;
}

@ArgsType()
export class AuditEntriesArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => AuditFilter, { nullable: true })
  @ValidateNested()
  filter?: AuditFilter | null;
}

/** Staff who may read the log of an organization. */
export async function auditReader(ctx: RequestContext, organizationId: string): Promise<Staff> {
  if (!isId(organizationId)) throw notFound();
  return authorize(ctx, organizationId, 'audit.read');
}

/** Newest first. Looking at the log is in the log. */
export async function listAuditEntries(
  ctx: RequestContext,
  args: AuditEntriesArgs,
): Promise<Connection<AuditEntry>> {
  const staff = await auditReader(ctx, args.organizationId);
  const page = readPage(args, 'NEWEST');
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'audit.read',
    subjectType: 'ORGANIZATION',
    subjectId: staff.organizationId,
    details: { filter: shapeOf(args.filter) },
  });
  const subjectIds = await subjectsMeant(ctx, staff.organizationId, args.filter?.subjectId);
  const attempt = planAuditEntries(staff.organizationId, args.filter, subjectIds);
  const listed = await listByKeyset(
    ctx.db,
    {
      order: 'NEWEST',
      direction: 'DESC',
      attempts: [attempt],
      columns: `${ENTRY_COLUMNS}, s.seq, s.hash`,
      join: 'STRAIGHT_JOIN audit_entries e ON e.id = p.id LEFT JOIN audit_seals s ON s.entry_id = e.id',
    },
    page,
    (row) => Object.assign(new AuditEntry(), row),
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}

/** More indexes than this read side by side take longer than one read through. */
const MAX_BRANCHES = 12;
/** An id holds the moment it was made, on the clock of a server; the entry's own moment is the database's. */
const SLACK = 60 * 60_000;

interface Condition {
  sql: string;
  params: unknown[];
}

/** As many connections as somebody has, and some to spare. */
const MAX_SUBJECTS = 30;

/** What was done to somebody's invitation or connections was done to them; null when nobody is asked for. */
export async function subjectsMeant(
  ctx: RequestContext,
  organizationId: string,
  subjectId: string | null | undefined,
): Promise<string[] | null> {
  if (!subjectId) return null;
  if (!isId(subjectId)) return [];
  const rows = await ctx.db.query<{ id: string }[]>(
    `SELECT id FROM invitations WHERE organization_id = ? AND client_id = ?
      UNION ALL SELECT id FROM invitations WHERE organization_id = ? AND staff_member_id = ?
      UNION ALL SELECT id FROM connections WHERE organization_id = ? AND client_id = ? LIMIT ${MAX_SUBJECTS}`,
    [organizationId, subjectId, organizationId, subjectId, organizationId, subjectId],
  );
  return [subjectId, ...rows.map(({ id }) => id)];
}

function planAuditEntries(
  organizationId: string,
  filter: AuditFilter | null | undefined,
  subjectIds: readonly string[] | null,
): Attempt {
  const conditions = entryConditions(filter);
  if (!conditions) return { branches: [], scan: null };
  const branch = (index: string, ...more: Condition[]): Branch => {
    const all = [{ sql: 'e.organization_id = ?', params: [organizationId] }, ...more, ...conditions];
    return {
      from: `audit_entries e FORCE INDEX (${index})`,
      where: all.map(({ sql }) => sql).join(' AND '),
      params: all.flatMap(({ params }) => params),
      key: 'e.id',
      id: 'e.id',
      unique: true,
    };
  };
  const actions = actionsOf(filter);
  if (subjectIds)
    return {
      branches: subjectIds.map((id) =>
        branch('ix_audit_entries_subject', { sql: 'e.subject_id = ?', params: [id] }),
      ),
      scan: null,
    };
  if (filter?.actorId) return { branches: [branch('ix_audit_entries_actor')], scan: null };
  if (!actions || actions.length > MAX_BRANCHES)
    return { branches: [branch('ix_audit_entries_organization')], scan: null };
  return {
    branches: actions.map((action) =>
      branch('ix_audit_entries_action', { sql: 'e.action = ?', params: [action] }),
    ),
    scan: null,
  };
}

/** What a filter asks of entry `e`; null for what no entry can meet. */
export function entryConditions(
  filter: AuditFilter | null | undefined,
  subjectIds: readonly string[] | null = null,
): Condition[] | null {
  const conditions: Condition[] = [];
  const also = (sql: string, ...params: unknown[]) => conditions.push({ sql, params });
  const { actorId, from, to } = filter ?? {};
  if ((typeof actorId === 'string' && !isId(actorId)) || subjectIds?.length === 0) return null;
  if (subjectIds) also('e.subject_id IN (?)', subjectIds);
  if (actorId) also('e.actor_staff_id = ?', actorId);
  if (from) {
    also('e.id >= ?', idBound(from.getTime() - SLACK));
    also('e.at >= ?', from);
  }
  if (to) {
    also('e.id < ?', idBound(to.getTime() + SLACK));
    also('e.at < ?', to);
  }
  const actions = actionsOf(filter);
  if (actions?.length === 0) return null;
  if (actions) also('e.action IN (?)', actions);
  return conditions;
}

/** Those meant, of the ones there are; null for all. */
function actionsOf(filter: AuditFilter | null | undefined): string[] | null {
  const { actions, actionPrefix } = filter ?? {};
  if (!actions && !actionPrefix) return null;
  return AUDIT_ACTIONS.filter(
    (action) => (!actions || actions.includes(action)) && (!actionPrefix || action.startsWith(actionPrefix)),
  );
}

/** The smallest id that can have been made at that moment. */
function idBound(milliseconds: number): string {
  const hex = Math.min(Math.max(0, milliseconds), 0xffff_ffff_ffff).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
