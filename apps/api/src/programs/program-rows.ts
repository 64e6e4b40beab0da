import DataLoader from 'dataloader';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import { authorize, type Staff } from '../staff/authorize.js';
import type { Permission } from '../staff/permissions.js';
import { Program } from './program.entity.js';

/** SQL: the columns of program `g`. */
export const PROGRAM_COLUMNS = 'g.id, g.organization_id AS organizationId, g.name, g.created_at AS createdAt';

export function toProgram(row: Record<string, unknown>): Program {
  return Object.assign(new Program(), row);
}

/** A program that the viewer may do this with. */
export async function programFor(
  ctx: RequestContext,
  id: string,
  permission: Permission,
): Promise<{ program: Program; staff: Staff }> {
  const [row] = isId(id)
    ? await ctx.db.query<Record<string, unknown>[]>(
        `SELECT ${PROGRAM_COLUMNS} FROM programs g WHERE g.id = ?`,
        [id],
      )
    : [];
  if (!row) throw notFound();
  const program = toProgram(row);
  return { program, staff: await authorize(ctx, program.organizationId, permission) };
}

export interface ProgramLoaders {
  /** How many clients are in a program, counted as far as lists count. */
  readonly clientCount: DataLoader<Program, number, string>;
  /** By id; the caller answers for the organization. */
  readonly programName: DataLoader<string, string | null>;
}

export function programLoaders(ctx: RequestContext): ProgramLoaders {
  return {
    clientCount: new DataLoader((programs) => countClients(ctx, programs), {
      cacheKeyFn: (program) => program.id,
    }),
    programName: new DataLoader(async (ids) => {
      const rows = await ctx.db.query<{ id: string; name: string }[]>(
        'SELECT g.id, g.name FROM programs g WHERE g.id IN (?)',
        [ids],
      );
      const names = new Map(rows.map(({ id, name }) => [id, name]));
      return ids.map((id) => names.get(id) ?? null);
    }),
  };
}

async function countClients(ctx: RequestContext, programs: readonly Program[]): Promise<number[]> {
  const callers = await Promise.all(
    programs.map(({ organizationId }) => ctx.loaders.callerIn.load(organizationId)),
  );
  const counts = programs.map(({ id }, index) => {
    const caller = callers[index] ?? null;
    return caller?.permissions.has('clients.read')
      ? { id, sql: 'enrolments e WHERE e.program_id = ?', params: [id] }
      : {
          id,
          // Of those who see only their own clients, nobody learns how many others a program has.
          sql: 'connections k JOIN enrolments e ON e.client_id = k.client_id AND e.program_id = ? WHERE k.staff_member_id = ?',
          params: [id, caller?.id ?? ''],
        };
  });
  const rows = await ctx.db.query<{ id: string; clients: number }[]>(
    counts
      .map(
        ({ sql }) =>
          `SELECT ? AS id, COUNT(*) AS clients FROM (SELECT 1 FROM ${sql} LIMIT ${COUNT_LIMIT + 1}) counted`,
      )
      .join(' UNION ALL '),
    counts.flatMap(({ id, params }) => [id, ...params]),
  );
  const byId = new Map(rows.map((row) => [row.id, Number(row.clients)]));
  return programs.map(({ id }) => byId.get(id) ?? 0);
}
