import { ArgsType, Field, ID } from 'type-graphql';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import type { Branch } from '../pagination/branch.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../pagination/connection.js';
import { countUpTo } from '../pagination/count-up-to.js';
import { listByKeyset } from '../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../pagination/page-args.js';
import { authorizeAny, type Staff } from '../staff/authorize.js';
import { BulkOperation } from './bulk-operation.entity.js';
import { BULK_COLUMNS, seesAll, TO_READ, toBulkOperation } from './read-bulk-operation.js';

export const BulkOperationConnection = connectionTypeOf('BulkOperation', () => BulkOperation);

@ArgsType()
export class BulkOperationsArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;
}

/** Newest first. */
export async function listBulkOperations(
  ctx: RequestContext,
  args: BulkOperationsArgs,
): Promise<Connection<BulkOperation>> {
  if (!isId(args.organizationId)) throw notFound();
  const staff = await authorizeAny(ctx, args.organizationId, TO_READ, 'own');
  const page = readPage(args, 'NEWEST');
  const attempt = { branches: seesAll(staff) ? [ofAll(staff)] : ofOwn(staff), scan: null };
  const listed = await listByKeyset(
    ctx.db,
    {
      order: 'NEWEST',
      direction: 'DESC',
      attempts: [attempt],
      columns: BULK_COLUMNS,
      join: 'STRAIGHT_JOIN bulk_operations b ON b.id = p.id',
    },
    page,
    toBulkOperation,
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}

// Ids begin with the moment they were made at, and every index ends in them.
const branch = (index: string, where: string, params: string[]): Branch => ({
  from: `bulk_operations b FORCE INDEX (${index})`,
  where,
  params,
  key: 'b.id',
  id: 'b.id',
  unique: true,
});

const ofAll = ({ organizationId }: Staff) =>
  branch('fk_bulk_operations_organization', 'b.organization_id = ?', [organizationId]);

/** What they began or made go on; a staff member is of one organization. */
const ofOwn = ({ id }: Staff) => [
  branch('fk_bulk_operations_created_by', 'b.created_by = ?', [id]),
  branch('fk_bulk_operations_begun_by', 'b.begun_by = ? AND b.created_by <> ?', [id, id]),
];
