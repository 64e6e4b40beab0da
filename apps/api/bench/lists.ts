import '../src/mode.js';
import 'reflect-metadata';
import { tmpdir } from 'node:os';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { createLimits } from '../src/auth/limits.js';
import { createContext, type Services } from '../src/context.js';
import { applyMigrations } from '../src/database/apply-migrations.js';
import { createDataSource } from '../src/database/data-source.js';
import { createLoaders } from '../src/loaders.js';
import { createSchema } from '../src/schema.js';
import { type Filled, fill, filled } from './fill.js';
import { line, type Measured, measureFloor, middleOf, report } from './report.js';
import { commonWords, SEARCHES, type Searched, typedSearches } from './searches.js';

// What a row of the SPA's table shows.
const LIST = `query List($organizationId: ID!, $filter: ClientFilter, $sort: ClientSort, $first: Int, $after: String, $last: Int) {
  clients(organizationId: $organizationId, filter: $filter, sort: $sort, first: $first, after: $after, last: $last) {
    nodes {
      id number firstName lastName email status createdAt activatedAt
      programs { id name } invitation { id expiresAt status }
      canInvite { allowed code reason } canRemind { allowed code reason } canResend { allowed code reason }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const STATUSES = {
  all: null,
  active: ['ACTIVE'],
  pending: ['INVITE_PENDING'],
  expired: ['INVITE_EXPIRED'],
  'no e-mail': ['NO_EMAIL'],
  'to be invited': ['NOT_INVITED', 'INVITE_EXPIRED', 'INVITE_WITHDRAWN'],
};
const PROGRAMS = { none: null, 'a fifth': 0, 'a hundredth': 1, twenty: 3 };
const MIDDLE = (clients: number): Record<string, string> => ({
  NAME: 'm',
  NUMBER: `C-${String(Math.floor(clients / 2)).padStart(7, '0')}`,
  CREATED_AT: new Date(Date.now() - (clients / 2) * 60_000).toISOString().replace('T', ' ').slice(0, 23),
});
/** All combinations are gone through so many times, since a machine that others share is slow for minutes on end. */
const ROUNDS = 3;
/** Of one combination after the other. */
const RUNS = 5;

const option = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const has = (name: string) => process.argv.includes(`--${name}`);

// Seen from the compiled file, which lies two folders deeper than this one.
const scripts = new URL('../../../../../scripts/database.mjs', import.meta.url);

/** Pages of every combination that the SPA offers, through the whole of GraphQL, over one organization with a million clients. */
async function main(): Promise<void> {
  const clients = has('clients') ? Number(option('clients')) : 1_000_000;
  const { startDatabase } = (await import(scripts.href)) as typeof import('../../../scripts/database.mjs');
  const own = process.env.BENCH_DATABASE_URL
    ? null
    : await startDatabase({ throwaway: true, dir: tmpdir(), say: console.log });
  const url = process.env.BENCH_DATABASE_URL ?? own?.url ?? '';
  try {
    const dataSource = await createDataSource(url, 4);
    // A server of its own for a million clients would have it too.
    if (own) await dataSource.query('SET GLOBAL innodb_buffer_pool_size = 3221225472');
    await applyMigrations(dataSource);
    const organization = (await filled(url)) ?? (await fill({ url, clients, say: console.log }));
    report(await measure(dataSource, await createSchema(), organization, clients));
    await dataSource.destroy();
  } finally {
    await own?.stop();
  }
}

async function measure(
  dataSource: DataSource,
  schema: GraphQLSchema,
  filled: Filled,
  clients: number,
): Promise<Measured[]> {
  const { organizationId, userId } = filled;
  const services = {
    dataSource,
    log: pino({ level: 'silent' }),
    config: {},
    // That somebody looked is written down, and nobody is there to seal it.
    wake: { audit: () => {} },
    limits: createLimits(1),
  } as unknown as Services;
  const viewer = { userId, email: '', emailVerified: true, name: '', language: null };
  // The server keeps what it has read and found valid, so this is done once.
  const document = parse(LIST);
  const [invalid] = validate(schema, document);
  if (invalid) throw invalid;
  const read = async (variables: Record<string, unknown>) => {
    const begin = performance.now();
    const { errors } = await execute({
      schema,
      document,
      variableValues: { organizationId, ...variables },
      contextValue: createContext(services, viewer, createLoaders),
    });
    if (errors) throw errors[0];
    return performance.now() - begin;
  };
  const combinations = await combinationsOf(dataSource, clients, filled);
  console.log(`${combinations.length} combinations, each ${RUNS} times in each of ${ROUNDS} rounds`);
  const times = combinations.map((): number[] => []);
  const floors = combinations.map((): number[] => []);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [index, { variables }] of combinations.entries()) {
      await read(variables);
      floors[index]?.push(await measureFloor(dataSource));
      for (let run = 0; run < RUNS; run += 1) times[index]?.push(await read(variables));
    }
    console.log(
      `round ${round}: median of all ${middleOf(times.flatMap((of) => of.slice(-RUNS))).toFixed(1)} ms`,
    );
  }
  const measured = combinations.map(({ name, search }, index): Measured => {
    const of = times[index] ?? [];
    return {
      name,
      search,
      median: middleOf(of),
      quickest: Math.min(...of),
      worst: Math.max(...of),
      floor: middleOf(floors[index] ?? []),
    };
  });
  for (const [search, of] of Map.groupBy(measured, (one) => one.search)) line(search, of);
  return measured;
}

interface Combination {
  name: string;
  search: string;
  variables: Record<string, unknown>;
}

function combination(
  { search, text }: { search: string; text: string },
  [status, statuses]: [string, string[] | null],
  [program, programId]: [string, string | null],
  { field, direction, middle }: { field: string; direction: string; middle: string },
  page: 'first' | 'middle' | 'last',
): Combination {
  const after = Buffer.from(
    JSON.stringify([`${field} ${direction}`, middle, '01900000-0000-7000-8000-000000000000']),
  ).toString('base64url');
  return {
    name: `${search} · ${status} · program: ${program} · ${field} ${direction} · ${page} page`,
    search,
    variables: {
      filter: { search: text, statuses, programId },
      sort: { field, direction },
      ...{ first: { first: 50 }, middle: { first: 50, after }, last: { last: 50 } }[page],
    },
  };
}

const PAGES = ['first', 'middle', 'last'] as const;

function everyCombination(clients: number, programIds: readonly string[]): Combination[] {
  const all: Combination[] = [];
  for (const [search, text] of Object.entries(SEARCHES))
    for (const status of Object.entries(STATUSES))
      for (const [program, index] of Object.entries(PROGRAMS))
        for (const [field, middle] of Object.entries(MIDDLE(clients)))
          for (const direction of ['ASC', 'DESC'])
            for (const page of PAGES)
              all.push(
                combination(
                  { search, text },
                  status,
                  [program, index === null ? null : (programIds[index] ?? null)],
                  { field, direction, middle },
                  page,
                ),
              );
  // --every 7: a seventh of them, spread over all.
  const every = has('every') ? Number(option('every')) : 1;
  return all.filter((_, index) => index % every === 0);
}

/** Each search with the rest by turns. */
function byTurns(
  searches: readonly Searched[],
  clients: number,
  programIds: readonly string[],
): Combination[] {
  const turn = <T>(of: readonly T[], index: number): T => of[index % of.length] as T;
  const middles = Object.entries(MIDDLE(clients));
  return searches.map(({ kind, text }, i) => {
    // Steps that have nothing in common, so that all meet all.
    const [program, index] = turn(Object.entries(PROGRAMS), Math.floor(i / 7));
    const [field, middle] = turn(middles, Math.floor(i / 5));
    const { name, ...rest } = combination(
      { search: kind, text },
      turn(Object.entries(STATUSES), Math.floor(i / 3)),
      [program, index === null ? null : (programIds[index] ?? null)],
      { field, direction: turn(['ASC', 'DESC'], Math.floor(i / 11)), middle },
      turn(PAGES, Math.floor(i / 13)),
    );
    return { ...rest, name: `"${text}", ${name}` };
  });
}

/** --typed 500: so many searches that somebody may have typed; --seed 2 for others. --common 2000: every word that finds so many. */
async function combinationsOf(
  dataSource: DataSource,
  clients: number,
  { organizationId, programIds }: Filled,
): Promise<Combination[]> {
  const seed = has('seed') ? Number(option('seed')) : 1;
  if (has('typed'))
    return byTurns(typedSearches(Number(option('typed')), clients, seed), clients, programIds);
  if (!has('common')) return everyCombination(clients, programIds);
  const words = await commonWords(dataSource, organizationId, Number(option('common')));
  // Where the turns begin is another one for another seed.
  return byTurns([...words.slice(seed), ...words.slice(0, seed)], clients, programIds);
}

await main();
