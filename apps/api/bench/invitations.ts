import 'reflect-metadata';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type GraphQLSchema, graphql } from 'graphql';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { createLimits } from '../src/auth/limits.js';
import { createContext, type Services } from '../src/context.js';
import { applyMigrations } from '../src/database/apply-migrations.js';
import { createDataSource } from '../src/database/data-source.js';
import { createLoaders } from '../src/loaders.js';
import { createSchema } from '../src/schema.js';
import { Wake } from '../src/wake.js';
import { type Filled, fill, filled } from './fill.js';
import { line, type Measured, measureFloor, middleOf, report } from './report.js';

// What a row of the table of open invitations shows.
const LIST = `query List($organizationId: ID!, $filter: InvitationFilter, $sort: InvitationSort, $first: Int, $after: String, $last: Int) {
  invitations(organizationId: $organizationId, filter: $filter, sort: $sort, first: $first, after: $after, last: $last) {
    nodes { id email status sentAt expiresAt client { id number firstName lastName } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const SEARCHES = {
  none: '',
  'common surname': 'jansen',
  'rare surname': 'zuiderwijk',
  'first name': 'sophie',
  'first and last name': 'emma bakker',
  'three letters': 'ber',
  'one letter': 'k',
  'mail provider': 'gmail',
  'one address': 'user123456@',
  'one number': 'c-0154321',
  'a hundred numbers': 'c-01543',
  nobody: 'xyzzy',
  'two that never meet': 'jansen xyzzy',
};
const STATUSES = {
  open: ['PENDING', 'EXPIRED'],
  pending: ['PENDING'],
  expired: ['EXPIRED'],
  withdrawn: ['WITHDRAWN'],
  all: ['PENDING', 'EXPIRED', 'ACCEPTED', 'WITHDRAWN'],
};
const DELIVERIES = {
  any: null,
  bounced: ['BOUNCED'],
  failed: ['FAILED'],
  'came back': ['BOUNCED', 'FAILED'],
};
/** All, or those of clients only, or of the clients in a program of so many. */
const WHOM = (programIds: readonly string[]) => ({
  all: {},
  clients: { recipient: 'CLIENT' },
  'a fifth': { programId: programIds[0] },
  'a hundredth': { programId: programIds[1] },
  twenty: { programId: programIds[3] },
});
/** A moment in the middle of each list, in days from now. */
const MIDDLE: Record<keyof typeof STATUSES, number> = {
  open: 1,
  pending: 6,
  expired: -100,
  withdrawn: -100,
  all: -60,
};
const RUNS = 3;

const value = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

// Seen from the compiled file, which lies two folders deeper than this one.
const scripts = new URL('../../../../../scripts/database.mjs', import.meta.url);

/** Pages of every combination of the open invitations, over one organization with about 300,000 invitations. */
async function main(): Promise<void> {
  const { startDatabase } = (await import(scripts.href)) as typeof import('../../../scripts/database.mjs');
  const own = process.env.BENCH_DATABASE_URL
    ? null
    : await startDatabase({ throwaway: true, dir: tmpdir(), say: console.log });
  const url = process.env.BENCH_DATABASE_URL ?? own?.url ?? '';
  try {
    const dataSource = await createDataSource(url, 4);
    if (own) await dataSource.query('SET GLOBAL innodb_buffer_pool_size = 1610612736');
    await applyMigrations(dataSource);
    const organization =
      (await filled(url)) ?? (await fill({ url, clients: value('clients', 400_000), say: console.log }));
    const [{ count }] = (await dataSource.query('SELECT COUNT(*) AS count FROM invitations')) as [
      { count: unknown },
    ];
    console.log(`${count} invitations`);
    report(await measure(dataSource, await createSchema(), organization));
    await dataSource.destroy();
  } finally {
    await own?.stop();
  }
}

async function measure(
  dataSource: DataSource,
  schema: GraphQLSchema,
  { organizationId, programIds, userId }: Filled,
): Promise<Measured[]> {
  const services = {
    dataSource,
    log: pino({ level: 'silent' }),
    config: {},
    wake: new Wake(),
    limits: createLimits(1_000),
  } as unknown as Services;
  const viewer = { userId, email: '', emailVerified: true, name: '', language: null };
  const clock = await cpuClock(dataSource);
  const read = async (variables: Record<string, unknown>) => {
    const begin = await clock();
    const { errors } = await graphql({
      schema,
      source: LIST,
      variableValues: { organizationId, ...variables },
      contextValue: createContext(services, viewer, createLoaders),
    });
    if (errors) throw errors[0];
    return (await clock()) - begin;
  };
  // --every 7: a seventh of them, spread over all.
  const every = value('every', 1);
  const wanted = combinations(programIds).filter((_, index) => index % every === 0);
  console.log(`${wanted.length} combinations, each ${RUNS} times`);
  const measured: Measured[] = [];
  for (const [index, { name, search, variables }] of wanted.entries()) {
    await read(variables);
    const floor = await measureFloor(dataSource);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await read(variables));
    measured.push({
      name,
      search,
      median: middleOf(times),
      quickest: Math.min(...times),
      worst: Math.max(...times),
      floor,
    });
    if (wanted[index + 1]?.search !== search)
      line(
        search,
        measured.filter((one) => one.search === search),
      );
  }
  return measured;
}

/**
 * Milliseconds that this process and the database server have computed: other work on the machine does not count. Where the
 * server is not on this machine, what the wall clock says.
 */
async function cpuClock(dataSource: DataSource): Promise<() => Promise<number>> {
  const [{ file }] = (await dataSource.query('SELECT @@pid_file AS file')) as [{ file: string }];
  const pid = await readFile(file, 'utf8').then(Number, () => 0);
  const ofServer = async () => {
    const tasks = await readdir(`/proc/${pid}/task`);
    const times = await Promise.all(
      tasks.map((task) => readFile(`/proc/${pid}/task/${task}/schedstat`, 'utf8').catch(() => '0')),
    );
    return times.reduce((sum, time) => sum + Number(time.split(' ')[0]), 0) / 1_000_000;
  };
  const here = await ofServer().then(
    () => true,
    () => false,
  );
  console.log(here ? 'CPU time of the server and of this process' : 'wall clock');
  return async () => {
    if (!here) return performance.now();
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000 + (await ofServer());
  };
}

function combinations(
  programIds: readonly string[],
): { name: string; search: string; variables: Record<string, unknown> }[] {
  const middle = (status: string) =>
    new Date(Date.now() + MIDDLE[status as keyof typeof MIDDLE] * 86_400_000)
      .toISOString()
      .replace('T', ' ')
      .slice(0, 23);
  const all: ReturnType<typeof combinations> = [];
  for (const [search, words] of Object.entries(SEARCHES))
    for (const [status, statuses] of Object.entries(STATUSES))
      for (const [delivery, deliveryStates] of Object.entries(DELIVERIES))
        for (const [whom, those] of Object.entries(WHOM(programIds)))
          for (const order of ['SENT_AT DESC', 'SENT_AT ASC', 'EXPIRES_AT ASC']) {
            const [field, direction] = order.split(' ');
            const after = Buffer.from(
              JSON.stringify([order, middle(status), '01900000-0000-7000-8000-000000000000']),
            ).toString('base64url');
            const filter = { search: words, statuses, deliveryStates, ...those };
            for (const [page, args] of Object.entries({
              first: { first: 50 },
              middle: { first: 50, after },
              last: { last: 50 },
            }))
              all.push({
                name: `${search} · ${status} · ${delivery} · ${whom} · ${order} · ${page} page`,
                search,
                variables: { filter, sort: { field, direction }, ...args },
              });
          }
  return all;
}

await main();
