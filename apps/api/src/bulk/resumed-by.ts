import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import type { BulkOperation } from './bulk-operation.entity.js';

type Resumed = Pick<BulkOperation, 'id' | 'organizationId'>;

export interface BulkLoaders {
  /** Ids of the staff who made an operation go on, as often as they did. */
  readonly resumers: DataLoader<Resumed, string[], string>;
}

export function bulkLoaders(ctx: RequestContext): BulkLoaders {
  return {
    resumers: new DataLoader(
      async (operations) => {
        const found = new Map<string, string[]>();
        for (const [organizationId, group] of Map.groupBy(operations, (one) => one.organizationId)) {
          const rows = await ctx.db.query<{ operationId: string; staffId: string }[]>(
            `SELECT subject_id AS operationId, actor_staff_id AS staffId FROM audit_entries
              WHERE organization_id = ? AND subject_id IN (?) AND action = 'bulkOperation.resumed' ORDER BY id`,
            [organizationId, group.map(({ id }) => id)],
          );
          for (const { operationId, staffId } of rows)
            found.set(operationId, [...(found.get(operationId) ?? []), staffId]);
        }
        return operations.map(({ id }) => found.get(id) ?? []);
      },
      { cacheKeyFn: ({ id }) => id },
    ),
  };
}

/** The row knows the latest; the audit log knows all. */
export async function resumedBy(ctx: RequestContext, operation: BulkOperation): Promise<string[]> {
  // As most are.
  if (operation.begunBy === null) return [];
  const ids = new Set(await ctx.loaders.resumers.load(operation));
  const names = await Promise.all([...ids].map((id) => ctx.loaders.staffName.load(id)));
  return names.filter((name) => name !== null);
}
