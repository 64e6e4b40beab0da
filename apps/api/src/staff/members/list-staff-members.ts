import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { RequestContext } from '../../context.js';
import { notFound } from '../../errors.js';
import { isId } from '../../id.js';
import type { Attempt } from '../../pagination/attempt.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../../pagination/connection.js';
import { countUpTo } from '../../pagination/count-up-to.js';
import { listByKeyset } from '../../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../../pagination/page-args.js';
import { authorize } from '../authorize.js';
import { matchesStaffWord } from '../matches-staff-word.js';
import { isBuiltInRole } from '../permissions.js';
import {
  IS_PERSON,
  STAFF_COLUMNS,
  STAFF_INVITATION,
  STAFF_STATUS_NOW,
  toStaffMember,
} from '../read-staff.js';
import { StaffMember, StaffMemberStatus } from '../staff-member.entity.js';

export const StaffMemberConnection = connectionTypeOf('StaffMember', () => StaffMember);

@InputType()
export class StaffMemberFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Name, address or staff number; every word must match the beginning of one of them.',
  })
  search?: string | null;

  @Field(() => [StaffMemberStatus], { nullable: true })
  statuses?: StaffMemberStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Whoever holds this role, perhaps among others.' })
  roleId?: string | null;
}

@ArgsType()
export class StaffMembersArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => StaffMemberFilter, { nullable: true })
  filter?: StaffMemberFilter | null;
}

const MAX_WORDS = 5;

/** By surname, then first name. */
export async function listStaffMembers(
  ctx: RequestContext,
  args: StaffMembersArgs,
): Promise<Connection<StaffMember>> {
  if (!isId(args.organizationId)) throw notFound();
  await authorize(ctx, args.organizationId, 'staff.read');
  const page = readPage(args, 'NAME');
  const attempt = matchingStaff(args.organizationId, args.filter ?? {});
  const listed = await listByKeyset(
    ctx.db,
    {
      order: 'NAME',
      direction: 'ASC',
      attempts: [attempt],
      columns: STAFF_COLUMNS,
      join: `STRAIGHT_JOIN staff_members m ON m.id = p.id ${STAFF_INVITATION}`,
    },
    page,
    toStaffMember,
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}

/** Sorted anew at each page: an organization has thousands of staff members at most. */
function matchingStaff(organizationId: string, { search, statuses, roleId }: StaffMemberFilter): Attempt {
  const where = ['m.organization_id = ?', IS_PERSON];
  const params: unknown[] = [organizationId];
  for (const word of (search ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, MAX_WORDS)) {
    const matches = matchesStaffWord('m', word.slice(0, 120));
    where.push(matches.sql);
    params.push(...matches.params);
  }
  if (statuses) {
    where.push(`${STAFF_STATUS_NOW} IN (?)`);
    params.push(statuses.length > 0 ? statuses : ['']);
  }
  if (roleId != null) {
    where.push(
      'EXISTS (SELECT 1 FROM staff_member_roles held WHERE held.staff_member_id = m.id AND held.role = ?)',
    );
    params.push(isBuiltInRole(roleId) || isId(roleId) ? roleId : '');
  }
  return {
    branches: [
      {
        from: `staff_members m ${STAFF_INVITATION}`,
        where: where.join(' AND '),
        params,
        key: `CONCAT(m.last_name, ' ', m.first_name)`,
        id: 'm.id',
      },
    ],
    scan: null,
  };
}
