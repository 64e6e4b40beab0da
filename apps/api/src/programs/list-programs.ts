import { ArgsType, Field, ID } from 'type-graphql';
import { beginsWith } from '../clients/list/client-filter.js';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import type { Attempt } from '../pagination/attempt.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../pagination/connection.js';
import { countUpTo } from '../pagination/count-up-to.js';
import { listByKeyset } from '../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../pagination/page-args.js';
import { authorize } from '../staff/authorize.js';
import { Program } from './program.entity.js';
import { PROGRAM_COLUMNS, toProgram } from './program-rows.js';

export const ProgramConnection = connectionTypeOf('Program', () => Program);

@ArgsType()
export class ProgramsArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Each word must match the beginning of a word of the name.',
  })
  search?: string | null;
}

const MAX_WORDS = 5;

/** By name. */
export async function listPrograms(ctx: RequestContext, args: ProgramsArgs): Promise<Connection<Program>> {
  if (!isId(args.organizationId)) throw notFound();
  await authorize(ctx, args.organizationId, 'programs.read');
  const page = readPage(args, 'NAME');
  const attempt = namedPrograms(args.organizationId, args.search ?? '');
  const listed = await listByKeyset(
    ctx.db,
    {
      order: 'NAME',
      direction: 'ASC',
      attempts: [attempt],
      columns: PROGRAM_COLUMNS,
      join: 'STRAIGHT_JOIN programs g ON g.id = p.id',
    },
    page,
    toProgram,
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}

function namedPrograms(organizationId: string, search: string): Attempt {
  const words = search.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  const patterns = words.map((word) => beginsWith(word.slice(0, 120)));
  return {
    branches: [
      {
        from: 'programs g FORCE INDEX (uq_programs_name)',
        where: ['g.organization_id = ?', ...patterns.map(() => '(g.name LIKE ? OR g.name LIKE ?)')].join(
          ' AND ',
        ),
        params: [organizationId, ...patterns.flatMap((pattern) => [pattern, `% ${pattern}`])],
        key: 'g.name',
        id: 'g.id',
        unique: true,
      },
    ],
    scan: null,
  };
}
