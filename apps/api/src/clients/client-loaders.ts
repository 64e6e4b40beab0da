import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import { Program } from '../programs/program.entity.js';
import type { Client } from './client.entity.js';
import { CLIENT_COLUMNS, toClient } from './read-clients.js';

/** The caller answers for the organization: ids come from rows it was allowed to read, or it authorizes what it finds. */
export interface ClientLoaders {
  readonly client: DataLoader<string, Client | null>;
  readonly programsOfClient: DataLoader<string, Program[]>;
}

export function clientLoaders(ctx: RequestContext): ClientLoaders {
  return {
    client: new DataLoader(async (ids) => {
      const rows = await ctx.db.query<Record<string, unknown>[]>(
        `SELECT ${CLIENT_COLUMNS} FROM clients c WHERE c.id IN (?)`,
        [ids],
      );
      const byId = new Map(rows.map((row) => [row.id, toClient(row)]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    programsOfClient: new DataLoader(async (clientIds) => {
      const rows = await ctx.db.query<(Record<string, unknown> & { clientId: string })[]>(
        `SELECT e.client_id AS clientId, p.id, p.organization_id AS organizationId, p.name, p.created_at AS createdAt
           FROM enrolments e JOIN programs p ON p.id = e.program_id WHERE e.client_id IN (?) ORDER BY p.name, p.id`,
        [clientIds],
      );
      const byClient = new Map<string, Program[]>();
      for (const { clientId, ...program } of rows)
        byClient.set(clientId, [...(byClient.get(clientId) ?? []), Object.assign(new Program(), program)]);
      return clientIds.map((id) => byClient.get(id) ?? []);
    }),
  };
}
