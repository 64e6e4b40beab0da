import type { GraphQLSchema } from 'graphql';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  anApiKey,
  anOrganization,
  aStaffMember,
  aUser,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { callOperation, type Given, gives, operationsOf } from '../../test/call-operation.js';
import { type App, type Person, startApp } from '../../test/harness.js';
import { CALLS, freshIds, type Ids, ownedRows } from '../../test/operations.js';
import { takesIdempotencyKey } from '../auth/guard-operations.js';
import { createSchema } from '../schema.js';

let app: App;
let schema: GraphQLSchema;
let ids: Ids;
let owner: BuiltStaffMember;
let outsiders: [who: string, person: Person][];

beforeAll(async () => {
  schema = await createSchema();
  app = await startApp();
  const linde = await anOrganization(app);
  owner = await aStaffMember(app, linde);
  const clientUser = await aUser(app);
  await aClient(app, linde, { user: clientUser });
  const withoutRole = await aStaffMember(app, linde, { roles: [] });
  const former = await aStaffMember(app, linde);
  await app.sql('UPDATE staff_members SET deactivated_at = NOW(3) WHERE id = ?', [former.staffMemberId]);
  outsiders = [
    ['the owner of another organization', await aStaffMember(app, await anOrganization(app))],
    ['a client of it', clientUser],
    ['a member without a role', withoutRole],
    ['a former member', former],
  ];
  ids = await freshIds(app, linde, owner);
});
afterAll(() => app.close());

const operations = () => operationsOf(schema);

async function call(name: string, variables: object, as: Person | null): Promise<Given> {
  const operation = operations().find((found) => found.name === name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  return callOperation(app, operation, variables, as);
}

/** Answers compared without the ids and texts that were given in. */
const comparable = (value: unknown) => JSON.stringify(value).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');

const unknownIds = (): Ids =>
  Object.fromEntries(Object.keys(ids).map((key) => [key, uuidv7()])) as unknown as Ids;

describe('every operation of an organization', () => {
  it('is among those that are tried here', () => {
    expect(Object.keys(CALLS).sort()).toEqual(
      operations()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('is refused to strangers', async () => {
    for (const [name, callsOf] of Object.entries(CALLS))
      for (const variables of callsOf(ids)) {
        const { result, codes } = await call(name, variables, null);
        expect([name, result, codes]).toEqual([name, null, ['UNAUTHENTICATED']]);
      }
  });

  it('answers outsiders as if nothing of it existed, and does nothing', async () => {
    const before = await ownedRows(app);
    for (const [who, person] of outsiders)
      for (const [name, callsOf] of Object.entries(CALLS))
        for (const [index, variables] of callsOf(ids).entries()) {
          const answer = await call(name, variables, person);
          const toNothing = await call(name, callsOf(unknownIds())[index] ?? {}, person);
          expect(comparable(answer), `${name} as ${who}`).toBe(comparable(toNothing));
          expect(
            answer.codes.filter((code) => code !== 'NOT_FOUND'),
            `${name} as ${who}`,
          ).toEqual([]);
          expect(gives(answer.result), `${name} gives something to ${who}`).toBe(false);
        }
    expect(await ownedRows(app)).toBe(before);
  }, 120_000);

  it('takes a single id of another organization, among its own, for one that does not exist', async () => {
    const elm = await anOrganization(app);
    const foreign = await freshIds(app, elm, await aStaffMember(app, elm));
    const linde = await anOrganization(app);
    const as = await aStaffMember(app, linde);
    const own = await freshIds(app, linde, as);
    const ofElm = async () =>
      (JSON.parse(await ownedRows(app)) as object[][])
        .flatMap((rows) => rows.map((row) => JSON.stringify(row)))
        .filter((row) => Object.values(foreign).some((id) => row.includes(id)));
    const before = await ofElm();
    let tried = 0;
    for (const [name, callsOf] of Object.entries(CALLS))
      for (const key of Object.keys(own) as (keyof Ids)[])
        for (const [index, usual] of callsOf(own).entries()) {
          const withId = (id: string) => callsOf({ ...own, [key]: id })[index] ?? {};
          if (comparable(withId('odd')) === comparable(usual)) continue;
          tried += 1;
          const toNothing = comparable(await call(name, withId(uuidv7()), as));
          const answer = await call(name, withId(foreign[key]), as);
          expect(comparable(answer), `${name} with the ${key} of another organization`).toBe(toNothing);
          expect(JSON.stringify(answer.result ?? null), name).not.toContain(elm.id);
        }
    expect(tried).toBeGreaterThan(100);
    expect(await ofElm()).toEqual(before);
  }, 120_000);

  it('takes what is no id for one that does not exist, and lets none of it near SQL', async () => {
    const before = await ownedRows(app);
    for (const [name, callsOf] of Object.entries(CALLS))
      for (const key of Object.keys(ids))
        for (const [index, usual] of callsOf(ids).entries()) {
          const withId = (id: string) => callsOf({ ...ids, [key]: id })[index] ?? {};
          if (comparable(withId('odd')) === comparable(usual)) continue;
          const toNothing = comparable(await call(name, withId(uuidv7()), owner));
          for (const odd of ['0', 'é', ids.client.toUpperCase(), 'x'.repeat(10_000)]) {
            const answer = await call(name, withId(odd), owner);
            const said = comparable(answer).replaceAll(JSON.stringify(odd), '"id"');
            expect(said, `${name} with ${key} ${odd.slice(0, 40)}`).toBe(toNothing);
          }
        }
    expect(await ownedRows(app)).toBe(before);
  }, 120_000);

  it('refuses pages and lists that are longer than anybody needs, before it does anything', async () => {
    const before = await ownedRows(app);
    let tried = 0;
    for (const { name, field } of operations())
      for (const usual of CALLS[name]?.(ids) ?? []) {
        const pages = ['first', 'last'].filter((page) => field.args.some((arg) => arg.name === page));
        const tooMuch = pages.map((page): object => ({ ...usual, first: null, [page]: 10_000_000 }));
        const longer = JSON.stringify(usual, (_, value) =>
          Array.isArray(value) && value.length > 0 ? Array(201).fill(value[0]) : value,
        );
        if (longer !== JSON.stringify(usual)) tooMuch.push(JSON.parse(longer));
        for (const variables of tooMuch) {
          tried += 1;
          const { codes, result } = await call(name, variables, owner);
          expect([name, result, codes]).toEqual([name, null, ['BAD_USER_INPUT']]);
        }
      }
    expect(tried).toBeGreaterThan(20);
    expect(await ownedRows(app)).toBe(before);
  });

  it('answers its repetition with an idempotency key as it did the first time, and does nothing', async () => {
    const repeatable = operations().filter(({ field }) => takesIdempotencyKey(field));
    expect(repeatable.length).toBeGreaterThan(5);
    for (const { name } of repeatable)
      for (const variables of CALLS[name]?.(ids) ?? []) {
        const { input } = variables as { input: object };
        const once = { input: { ...input, idempotencyKey: uuidv7() } };
        const first = await call(name, once, owner);
        expect([name, first.codes, first.result?.errors]).toEqual([name, [], []]);
        const before = await ownedRows(app);
        const again = await call(name, once, owner);
        // A secret is shown once.
        const same = (answer: typeof first) => ({ ...answer, result: { ...answer.result, secret: null } });
        expect(same(again), name).toEqual(same(first));
        expect(await ownedRows(app), name).toBe(before);
      }
  }, 60_000);

  it('is refused with one code to members and keys of a suspended organization, and does nothing', async () => {
    const suspended = await anOrganization(app);
    const member = await aStaffMember(app, suspended);
    const there = await freshIds(app, suspended, member);
    const key = await anApiKey(app, member);
    await app.sql('UPDATE organizations SET suspended_at = NOW(3) WHERE id = ?', [suspended.id]);
    const before = await ownedRows(app);
    for (const [name, callsOf] of Object.entries(CALLS))
      for (const variables of callsOf(there)) {
        const answer = await call(name, variables, member);
        expect([name, answer.codes], name).toEqual([name, ['ORGANIZATION_SUSPENDED']]);
        expect(gives(answer.result), `${name} gives something`).toBe(false);
        const stranger = await call(name, variables, owner);
        expect([name, stranger.codes.includes('ORGANIZATION_SUSPENDED')]).toEqual([name, false]);
      }
    expect(await ownedRows(app)).toBe(before);
    const { status, errors } = await app.graphql('{ apiClient { id } }', {}, { headers: key.headers });
    expect([status, errors?.[0]?.extensions?.code]).toEqual([403, 'ORGANIZATION_SUSPENDED']);
    const { viewer } = await app.ask(
      '{ viewer { staffMemberships { organization { id suspended openInvitationCount waitingRegistrationCount } } } }',
      {},
      { as: member },
    );
    expect(viewer.staffMemberships).toEqual([
      {
        organization: {
          id: suspended.id,
          suspended: true,
          openInvitationCount: null,
          waitingRegistrationCount: null,
        },
      },
    ]);
    const [{ noted }] = await app.sql(
      "SELECT COUNT(*) AS noted FROM audit_entries WHERE organization_id = ? AND details LIKE '%ORGANIZATION_SUSPENDED%'",
      [suspended.id],
    );
    expect(Number(noted)).toBeGreaterThan(0);
    await app.sql('UPDATE organizations SET suspended_at = NULL WHERE id = ?', [suspended.id]);
    const again = await call('clients', { organizationId: suspended.id }, member);
    expect(again.codes).toEqual([]);
  }, 60_000);

  it('is there for the owner', async () => {
    for (const [name, callsOf] of Object.entries(CALLS)) {
      const [variables = {}] = callsOf(ids);
      const { result, codes } = await call(name, variables, owner);
      expect([name, codes, result?.errors ?? []]).toEqual([name, [], []]);
      expect(gives(result), name).toBe(true);
    }
  });
});
