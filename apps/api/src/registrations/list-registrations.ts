import { ArgsType, Field, ID } from 'type-graphql';
import { noteRead, shapeOf } from '../audit/note-read.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import type { Attempt } from '../pagination/attempt.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../pagination/connection.js';
import { countUpTo } from '../pagination/count-up-to.js';
import { listByKeyset } from '../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../pagination/page-args.js';
import { authorize, staffOf } from '../staff/authorize.js';
import { Registration } from './registration.entity.js';
import { RegistrationFilter } from './registration.inputs.js';
import { REGISTRATION_COLUMNS, toRegistration } from './registration-rows.js';

export const RegistrationConnection = connectionTypeOf('Registration', () => Registration);

@ArgsType()
export class RegistrationsArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => RegistrationFilter, { nullable: true })
  filter?: RegistrationFilter | null;
}

/** Whoever has waited longest comes first. */
export async function listRegistrations(
  ctx: RequestContext,
  args: RegistrationsArgs,
): Promise<Connection<Registration>> {
  if (!isId(args.organizationId)) throw notFound();
  const staff = await authorize(ctx, args.organizationId, 'registrations.manage');
  const page = readPage(args, 'REQUESTED_AT ASC', 'moment');
  const statuses = [...new Set(args.filter?.statuses ?? (['WAITING'] as const))];
  const attempt: Attempt = {
    branches: statuses.map((status) => ({
      from: 'registrations r FORCE INDEX (ix_registrations_requested)',
      where: 'r.organization_id = ? AND r.status = ?',
      params: [args.organizationId, status],
      key: 'r.requested_at',
      id: 'r.id',
    })),
    scan: null,
  };
  await noteRead(ctx, {
    organizationId: staff.organizationId,
    staffMemberId: staff.id,
    action: 'registrations.listed',
    details: { filter: shapeOf(args.filter) },
  });
  const listed = await listByKeyset(
    ctx.db,
    {
      order: 'REQUESTED_AT ASC',
      direction: 'ASC',
      attempts: [attempt],
      columns: REGISTRATION_COLUMNS,
      join: 'STRAIGHT_JOIN registrations r ON r.id = p.id',
    },
    page,
    toRegistration,
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}

/** How many requests wait; null for whoever may not answer them. */
export async function countWaiting(ctx: RequestContext, organizationId: string): Promise<number | null> {
  const staff = await staffOf(ctx, organizationId);
  if (!staff?.permissions.has('registrations.manage') || staff.suspended) return null;
  const [row] = await ctx.db.query<{ count: number }[]>(
    `SELECT COUNT(*) AS count FROM (
       SELECT 1 FROM registrations WHERE organization_id = ? AND status = 'WAITING' LIMIT ?
     ) AS counted`,
    [organizationId, COUNT_LIMIT + 1],
  );
  return row?.count ?? 0;
}
