import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import type { ConnectedStaff } from './connected-staff.js';
import type { Connection } from './connection.entity.js';
import { CONNECTION_COLUMNS, toConnectionRow } from './connection-rows.js';

export interface ConnectionLoaders {
  /** Oldest first. The caller answers for who may see the client. */
  readonly connectionsOfClient: DataLoader<string, Connection[]>;
  readonly connectedStaff: DataLoader<string, ConnectedStaff | null>;
}

type StaffNames = Pick<ConnectedStaff, 'id' | 'firstName' | 'lastName'>;

export function connectionLoaders(ctx: RequestContext): ConnectionLoaders {
  return {
    connectionsOfClient: new DataLoader(async (clientIds) => {
      const rows = await ctx.db.query<Record<string, unknown>[]>(
        `SELECT ${CONNECTION_COLUMNS} FROM connections k WHERE k.client_id IN (?) ORDER BY k.created_at, k.id`,
        [clientIds],
      );
      const byClient = Map.groupBy(rows.map(toConnectionRow), ({ clientId }) => clientId);
      return clientIds.map((id) => byClient.get(id) ?? []);
    }),
    connectedStaff: new DataLoader(async (ids) => {
      const rows = await ctx.db.query<(StaffNames & { joined: 0 | 1; deactivated: 0 | 1 })[]>(
        `SELECT id, first_name AS firstName, last_name AS lastName, user_id IS NOT NULL AS joined,
                deactivated_at IS NOT NULL AS deactivated
           FROM staff_members WHERE id IN (?)`,
        [ids],
      );
      const byId = new Map(
        rows.map(({ joined, deactivated, ...names }) => [
          names.id,
          { ...names, active: Boolean(joined && !deactivated), deactivated: Boolean(deactivated) },
        ]),
      );
      return ids.map((id) => byId.get(id) ?? null);
    }),
  };
}
