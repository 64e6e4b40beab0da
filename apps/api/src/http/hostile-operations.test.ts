import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganization, aStaffMember, type BuiltStaffMember } from '../../test/builders.js';
import { type App, startApp } from '../../test/harness.js';

let app: App;
let fenna: BuiltStaffMember;
let statements: string[] = [];

beforeAll(async () => {
  app = await startApp({ limited: true });
  fenna = await aStaffMember(app, await anOrganization(app));
  await app.cookieOf(fenna);
  app.services.dataSource.setOptions({ logging: ['query'], logger: counting() });
});
afterAll(() => app.close());

function counting() {
  const nothing = () => {};
  return {
    logQuery: (query: string) => void statements.push(query),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
}

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const clientsInside = (depth: number) =>
  `{ clients(organizationId: "${ORG}", first: 1) { nodes { ${'invitation { client { '.repeat(depth)} id ${'} }'.repeat(depth)} } } }`;

const ORG = '01900000-0000-7000-8000-000000000000';

const TOO_MANY_ALIASES = /Aliases limit of 15/;
const TOO_BIG_PAGE = /A page of programs has 1 to 100 entries, not \S+\./;
const TOO_LONG_LIST = /A list given to withdrawInvitations has at most 200 entries/;

const HOSTILE: [what: string, reason: RegExp, query: string, variables?: object][] = [
  ['a hundred aliases', TOO_MANY_ALIASES, `{ ${repeat(100, (i) => `a${i}: viewer { id }`)} }`],
  [
    'a hundred aliased mutations',
    TOO_MANY_ALIASES,
    `mutation { ${repeat(100, (i) => `a${i}: updateViewer(input: { language: NL }) { errors { code } }`)} }`,
  ],
  [
    'aliases hidden in fragments',
    TOO_MANY_ALIASES,
    `{ viewer { ${repeat(30, (i) => `...F${i}`)} } } ${repeat(30, (i) => `fragment F${i} on Viewer { a${i}: id }`)}`,
  ],
  [
    'aliases in a fragment named __schema',
    TOO_MANY_ALIASES,
    `{ ...__schema } fragment __schema on Query { ${repeat(40, (i) => `a${i}: viewer { id }`)} }`,
  ],
  ['too many levels', /depth limit of 12/i, clientsInside(10)],
  [
    'too many levels, in fragments',
    /depth limit of 12/i,
    `{ clients(organizationId: "${ORG}") { nodes { ...F0 } } } ${repeat(12, (i) => `fragment F${i} on Client { invitation { client { ...F${i + 1} } } }`)} fragment F12 on Client { id }`,
  ],
  [
    'too many levels, in a fragment named __schema',
    /depth limit of 12/i,
    `{ ...__schema } fragment __schema on Query ${clientsInside(10)}`,
  ],
  [
    'a heap of directives',
    /directives limit of 20/i,
    `{ viewer { ${repeat(60, () => 'id @include(if: true)')} } }`,
  ],
  [
    'a document of fifty thousand tokens',
    /more that 2000 tokens/,
    `{ viewer { ${repeat(50_000, () => 'id')} } }`,
  ],
  [
    'fragments that double at every level',
    /recursively requests too many/,
    `{ viewer { ...F0 } } ${repeat(40, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Viewer { id }`,
  ],
  [
    'fragments that spread each other',
    /Cannot spread fragment/,
    '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
  ],
  [
    'a page of ten million',
    TOO_BIG_PAGE,
    `{ programs(organizationId: "${ORG}", first: 10000000) { nodes { id } } }`,
  ],
  [
    'a last page of a thousand',
    TOO_BIG_PAGE,
    `{ programs(organizationId: "${ORG}", last: 1000) { nodes { id } } }`,
  ],
  ['a negative page', TOO_BIG_PAGE, `{ programs(organizationId: "${ORG}", first: -1) { nodes { id } } }`],
  [
    'a page of ten million in a variable',
    TOO_BIG_PAGE,
    `query ($n: Int) { programs(organizationId: "${ORG}", first: $n) { nodes { id } } }`,
    { n: 10_000_000 },
  ],
  [
    "a page of ten million as a variable's default",
    TOO_BIG_PAGE,
    `query ($n: Int = 10000000) { programs(organizationId: "${ORG}", first: $n) { nodes { id } } }`,
  ],
  [
    'a page of ten million in a fragment',
    TOO_BIG_PAGE,
    `query ($n: Int) { ...F } fragment F on Query { programs(organizationId: "${ORG}", first: $n) { nodes { id } } }`,
    { n: 10_000_000 },
  ],
  [
    'a small page beside a big one',
    TOO_BIG_PAGE,
    `{ a: programs(organizationId: "${ORG}", first: 5) { nodes { id } } b: programs(organizationId: "${ORG}", first: 500) { nodes { id } } }`,
  ],
  [
    'twenty thousand ids',
    TOO_LONG_LIST,
    'mutation ($ids: [ID!]) { withdrawInvitations(input: { ids: $ids }) { errors { code } } }',
    { ids: Array(20_000).fill(ORG) },
  ],
  [
    'twenty thousand ids, one level down',
    TOO_LONG_LIST,
    'mutation ($input: InvitationsInput!) { withdrawInvitations(input: $input) { errors { code } } }',
    { input: { ids: Array(20_000).fill(ORG) } },
  ],
  [
    'many full pages with everything in them',
    /asks for too much at once/,
    `{ ${repeat(14, (i) => `a${i}: clients(organizationId: "${ORG}", first: 100) { nodes { ...C } edges { node { ...C } } }`)} }
     fragment C on Client { id number firstName lastName email invitation { id email sentAt } programs { id } }`,
  ],
  [
    'the histories of all clients at once',
    /asks for too much at once/,
    `{ ${repeat(4, (i) => `a${i}: clients(organizationId: "${ORG}", first: 100) { nodes { invitation { events { id type at detail actor } } } }`)} }`,
  ],
  [
    'an unknown field in the input',
    /Field "role" is not defined/,
    'mutation { updateViewer(input: { language: NL, role: "OWNER" }) { errors { code } } }',
  ],
  [
    'an unknown field in a variable',
    /Field "organizationId" is not defined/,
    'mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) { errors { code } } }',
    { input: { language: 'NL', organizationId: ORG } },
  ],
  [
    '__proto__ in the input',
    /Field "__proto__" is not defined/,
    'mutation { updateViewer(input: { language: NL, __proto__: { admin: true } }) { errors { code } } }',
  ],
  [
    'constructor in a variable',
    /Field "constructor" is not defined/,
    'mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) { errors { code } } }',
    { input: { language: 'NL', constructor: 'x' } },
  ],
  [
    'an object for an id',
    /ID cannot represent/,
    'query ($id: ID) { organization(id: $id) { id } }',
    { id: { gt: '' } },
  ],
  [
    'a list for an id',
    /ID cannot represent/,
    'query ($id: ID) { organization(id: $id) { id } }',
    { id: [ORG] },
  ],
  [
    'a boolean for an id',
    /ID cannot represent/,
    'query ($id: ID) { organization(id: $id) { id } }',
    { id: true },
  ],
  ['two operations and no name', /operation name/i, 'query A { viewer { id } } query B { viewer { id } }'],
];

describe('a hostile operation', () => {
  it.each(HOSTILE)('is refused before any resolver: %s', async (_what, reason, query, variables = {}) => {
    statements = [];
    const began = performance.now();
    const { status, data, errors } = await app.graphql(query, variables, { as: fenna });
    expect(errors?.map(({ message }) => message).join('\n')).toMatch(reason);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(data ?? null).toBeNull();
    expect(statements).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('is not what our own largest operations look like', async () => {
    statements = [];
    const { errors } = await app.graphql(
      `query ($organizationId: ID!, $n: Int!) { clients(organizationId: $organizationId, first: $n) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { id number firstName lastName email status programs { id name }
          canInvite { allowed code reason } canResend { allowed code reason } canRemind { allowed code reason } canWithdraw { allowed code reason }
          invitation { id status sentAt expiresAt delivery { state reason serverResponse } } } } }`,
      { organizationId: fenna.organizationId, n: 100 },
      { as: fenna },
    );
    expect(errors).toBeUndefined();
    // Those above ran none because they were refused, not because none are counted.
    expect(statements.length).toBeGreaterThan(0);
  });
});

describe('the limit to mutations', () => {
  const aliased = (count: number) =>
    `mutation { ${repeat(count, (i) => `a${i}: updateViewer(input: { language: NL }) { errors { code } }`)} }`;

  it('counts every aliased field, and each user apart', async () => {
    const busy = await aStaffMember(app, await anOrganization(app));
    const statuses: number[] = [];
    for (let round = 0; round < 8; round += 1)
      statuses.push((await app.graphql(aliased(10), {}, { as: busy })).status);
    expect(statuses.slice(0, 6)).toEqual(Array(6).fill(200));
    expect(statuses.at(-1)).toBe(429);
    const refused = await app.graphql(aliased(15), {}, { as: busy });
    expect(refused.errors?.[0]?.extensions?.code).toBe('TOO_MANY_REQUESTS');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    expect((await app.graphql(aliased(1), {}, { as: fenna })).status).toBe(200);
  });

  it('does not touch queries', async () => {
    for (let round = 0; round < 100; round += 1)
      expect((await app.graphql('{ viewer { id } }', {}, { as: fenna })).status).toBe(200);
  });
});
