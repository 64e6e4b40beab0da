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
const nested = (depth: number) =>
  `${'{ staffMemberships { organization '.repeat(1)}${'{ id '.repeat(depth)}${' }'.repeat(depth)} } }`;

const ORG = '01900000-0000-7000-8000-000000000000';

const HOSTILE: [what: string, query: string, variables?: object][] = [
  ['a hundred aliases', `{ ${repeat(100, (i) => `a${i}: viewer { id }`)} }`],
  [
    'a hundred aliased mutations',
    `mutation { ${repeat(100, (i) => `a${i}: updateViewer(input: { language: NL }) { errors { code } }`)} }`,
  ],
  [
    'aliases hidden in fragments',
    `{ viewer { ${repeat(30, (i) => `...F${i}`)} } } ${repeat(30, (i) => `fragment F${i} on Viewer { a${i}: id }`)}`,
  ],
  ['too many levels', `{ viewer { staffMemberships { organization ${nested(30)} } } }`],
  ['a heap of directives', `{ viewer { id ${repeat(60, () => '@include(if: true)')} } }`],
  ['a document of fifty thousand tokens', `{ viewer { ${repeat(50_000, () => 'id')} } }`],
  [
    'fragments that double at every level',
    `{ viewer { ...F0 } } ${repeat(40, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Viewer { id }`,
  ],
  [
    'fragments that spread each other',
    '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
  ],
  [
    'a fragment named __schema',
    `{ ...__schema } fragment __schema on Query { ${repeat(40, (i) => `a${i}: viewer { id }`)} }`,
  ],
  ['a page of ten million', `{ programs(organizationId: "${ORG}", first: 10000000) { nodes { id } } }`],
  ['a last page of a thousand', `{ programs(organizationId: "${ORG}", last: 1000) { nodes { id } } }`],
  ['a negative page', `{ programs(organizationId: "${ORG}", first: -1) { nodes { id } } }`],
  [
    'a page of ten million in a variable',
    `query ($n: Int) { programs(organizationId: "${ORG}", first: $n) { nodes { id } } }`,
    { n: 10_000_000 },
  ],
  [
    "a page of ten million as a variable's default",
    `query ($n: Int = 10000000) { programs(organizationId: "${ORG}", first: $n) { nodes { id } } }`,
  ],
  [
    'a page of ten million in a fragment',
    `query ($n: Int) { ...F } fragment F on Query { programs(organizationId: "${ORG}", first: $n) { nodes { id } } }`,
    { n: 10_000_000 },
  ],
  [
    'a hundred thousand ids',
    'mutation ($ids: [ID!]) { withdrawInvitations(input: { ids: $ids }) { errors { code } } }',
    { ids: Array(20_000).fill(ORG) },
  ],
  [
    'a hundred thousand ids, one level down',
    'mutation ($input: InvitationsInput!) { withdrawInvitations(input: $input) { errors { code } } }',
    { input: { ids: Array(20_000).fill(ORG) } },
  ],
  [
    'ten full pages with everything in them',
    `{ ${repeat(14, (i) => `a${i}: clients(organizationId: "${ORG}", first: 100) { nodes { id number invitation { id client { id number } events { id } } } edges { node { id number } } }`)} }`,
  ],
  [
    'an unknown field in the input',
    'mutation { updateViewer(input: { language: NL, role: "OWNER" }) { errors { code } } }',
  ],
  [
    'an unknown field in a variable',
    'mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) { errors { code } } }',
    { input: { language: 'NL', organizationId: ORG } },
  ],
  [
    '__proto__ in the input',
    'mutation { updateViewer(input: { language: NL, __proto__: { admin: true } }) { errors { code } } }',
  ],
  [
    'constructor in a variable',
    'mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) { errors { code } } }',
    { input: { language: 'NL', constructor: 'x' } },
  ],
  ['an object for an id', 'query ($id: ID) { organization(id: $id) { id } }', { id: { gt: '' } }],
  ['a list for an id', 'query ($id: ID) { organization(id: $id) { id } }', { id: [ORG] }],
  ['a boolean for an id', 'query ($id: ID) { organization(id: $id) { id } }', { id: true }],
  ['two operations and no name', 'query A { viewer { id } } query B { viewer { id } }'],
];

describe('a hostile operation', () => {
  it.each(HOSTILE)('is refused before any resolver: %s', async (_what, query, variables = {}) => {
    statements = [];
    const began = performance.now();
    const { status, data, errors } = await app.graphql(query, variables, { as: fenna });
    expect(errors?.length).toBeGreaterThan(0);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(data ?? null).toBeNull();
    expect(statements).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('is not what our own largest operations look like', async () => {
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
