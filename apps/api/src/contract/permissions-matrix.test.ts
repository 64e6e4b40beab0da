import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anOrganization,
  aRole,
  aStaffMember,
  type BuiltOrganization,
  type BuiltStaffMember,
} from '../../test/builders.js';
import { callOperation, type Given, gives, type Operation, operationsOf } from '../../test/call-operation.js';
import { type App, startApp } from '../../test/harness.js';
import { CALLS, freshIds, type Ids, ownedRows } from '../../test/operations.js';
import { createSchema } from '../schema.js';
import {
  BUILT_IN_ROLES,
  FOR_CONNECTED,
  PERMISSIONS,
  type Permission,
  permissionsOf,
} from '../staff/permissions.js';

/** Somebody who holds one role, with what it comes to. */
interface Actor {
  who: string;
  permissions: ReadonlySet<Permission>;
  member: BuiltStaffMember;
}

let app: App;
let operations: Operation[];
let linde: BuiltOrganization;
let owner: BuiltStaffMember;
/** Never changed by what is allowed: for questions, and for what must be refused. */
let ids: Ids;
let foreign: { organization: BuiltOrganization; ids: Ids };
const actors = new Map<string, Actor>();

beforeAll(async () => {
  const schema: GraphQLSchema = await createSchema();
  operations = operationsOf(schema);
  app = await startApp();
  linde = await anOrganization(app);
  owner = await aStaffMember(app, linde);
  const there = await anOrganization(app);
  foreign = { organization: there, ids: await freshIds(app, there, await aStaffMember(app, there)) };
  for (const role of Object.keys(BUILT_IN_ROLES)) await actorWith(role, role, [role]);
  for (const permission of new Set(
    operations.flatMap(({ rule, or }) => [rule, FOR_CONNECTED[rule] ?? rule, ...or]),
  )) {
    await actorWithRole(`only ${permission}`, [permission]);
    await actorWithRole(
      `all but ${permission}`,
      PERMISSIONS.filter((other) => other !== permission),
    );
  }
  ids = await freshIds(app, linde, owner);
});
afterAll(() => app.close());

async function actorWithRole(who: string, permissions: Permission[]): Promise<void> {
  const role = await aRole(app, linde, { permissions });
  await actorWith(who, role.id, permissions);
}

async function actorWith(who: string, role: string, grants: readonly string[]): Promise<void> {
  const member = await aStaffMember(app, linde, { roles: [role] });
  actors.set(who, { who, permissions: permissionsOf(grants), member });
}

/** Whom an operation is tried with: every built-in role, and roles made for its permission. */
function actorsFor({ rule, or }: Operation): Actor[] {
  const narrower = FOR_CONNECTED[rule];
  const names = [
    ...Object.keys(BUILT_IN_ROLES),
    ...[rule, narrower ?? rule].flatMap((permission) => [`only ${permission}`, `all but ${permission}`]),
    ...or.map((permission) => `only ${permission}`),
  ];
  return [...new Set(names)].map((name) => actors.get(name) as Actor);
}

/** OTHER: the operation is also about another kind of object, and only that is theirs. */
type Reach = 'ALL' | 'CONNECTED' | 'OTHER' | 'NONE';

/** The answer that follows from the rule of the operation and from nothing else. */
function reachOf({ rule, connected, or }: Operation, { permissions }: Actor): Reach {
  if (permissions.has(rule)) return 'ALL';
  const narrower = FOR_CONNECTED[rule];
  if (connected && narrower && permissions.has(narrower)) return 'CONNECTED';
  return or.some((other) => permissions.has(other)) ? 'OTHER' : 'NONE';
}

const cells = (...reaches: Reach[]): [Operation, Actor][] =>
  operations.flatMap((operation) =>
    actorsFor(operation).flatMap((actor): [Operation, Actor][] =>
      reaches.includes(reachOf(operation, actor)) ? [[operation, actor]] : [],
    ),
  );

const callsOf = ({ name }: Operation, of: Ids): object[] => {
  const calls = CALLS[name];
  if (!calls) throw new Error(`${name} is not among the calls of test/operations.ts`);
  return calls(of);
};

/** Each cell is a story of its own, so several can be told at once. */
async function each<T>(items: readonly T[], tell: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await tell(item);
    }),
  );
}

/** Whose objects the scope of connections is about. */
const SCOPED: (keyof Ids)[] = [
  'client',
  'invitee',
  'unwilling',
  'invitation',
  'mailing',
  'bulkOperation',
  'failedInvites',
];

const names = (variables: object, of: Ids, keys: readonly (keyof Ids)[]) =>
  keys.some((key) => JSON.stringify(variables).includes(of[key]));

const seesOnlyOwn = ({ permissions }: Actor) =>
  permissions.has('clients.readOwn') && !permissions.has('clients.read');

const label = ({ name }: Operation, { who }: Actor) => `${name} as ${who}`;

const allowed = ({ result, codes }: Given, about: string) => {
  const told: { code: string }[] = result?.errors ?? [];
  // Let in, and told that they hold too little to give this: what is compared then is not the operation's permission.
  if (told.length > 0 && told.every(({ code }) => code === 'BEYOND_OWN_PERMISSIONS')) return;
  expect({ codes, errors: told }, about).toEqual({ codes: [], errors: [] });
  expect(gives(result), `${about} gives something`).toBe(true);
};

describe('every operation with every role', () => {
  it('is tried with enough of them to mean something', () => {
    expect(cells('ALL').length).toBeGreaterThan(3 * operations.length);
    expect(cells('NONE').length).toBeGreaterThan(2 * operations.length);
  });

  it('is refused to whoever lacks its permission, and does nothing', async () => {
    const before = await ownedRows(app);
    await each(cells('NONE'), async ([operation, actor]) => {
      for (const variables of callsOf(operation, ids)) {
        const { result, codes } = await callOperation(app, operation, variables, actor.member);
        // Whoever sees only their own clients is not told by a refusal that another one, or an invitation, exists.
        const hideable = names(variables, ids, [...SCOPED, 'staffInvitation']);
        const hidden = hideable && seesOnlyOwn(actor) && codes[0] === 'NOT_FOUND';
        const code = hidden ? 'NOT_FOUND' : 'FORBIDDEN';
        expect({ result, codes }, label(operation, actor)).toEqual({ result: null, codes: [code] });
      }
    });
    expect(await ownedRows(app)).toBe(before);
  }, 120_000);

  it('knows nothing of what another organization owns', async () => {
    const before = await ownedRows(app);
    await each(cells('ALL', 'CONNECTED', 'OTHER', 'NONE'), async ([operation, actor]) => {
      const [variables = {}] = callsOf(operation, foreign.ids);
      const { result, codes } = await callOperation(app, operation, variables, actor.member);
      expect(gives(result), `${label(operation, actor)} gives something`).toBe(false);
      expect(
        codes.filter((code) => code !== 'NOT_FOUND'),
        label(operation, actor),
      ).toEqual([]);
    });
    expect(await ownedRows(app)).toBe(before);
  }, 120_000);

  it('is there for whoever holds its permission, connected or not', async () => {
    await each(cells('ALL'), async ([operation, actor]) => {
      const own = operation.kind === 'query' ? ids : await freshIds(app, linde, owner);
      const [variables = {}] = callsOf(operation, own);
      const given = await callOperation(app, operation, variables, actor.member);
      allowed(given, label(operation, actor));
    });
  }, 120_000);

  it('gives nothing of clients to whoever may only do it with staff', async () => {
    const clients = await app.sql('SELECT email, number FROM clients WHERE id IN (?)', [
      [ids.client, ids.invitee],
    ]);
    const marks = clients.flatMap(({ email, number }) => [email, number]);
    expect(cells('OTHER').length).toBeGreaterThan(5);
    const ofClients = () =>
      Promise.all([
        app.sql('SELECT * FROM clients ORDER BY id'),
        app.sql('SELECT * FROM invitations WHERE client_id IS NOT NULL ORDER BY id'),
        app.sql(
          'SELECT m.* FROM mails m JOIN invitations i ON i.id = m.invitation_id WHERE i.client_id IS NOT NULL',
        ),
      ]);
    const before = await ofClients();
    await each(cells('OTHER'), async ([operation, actor]) => {
      const [variables = {}] = callsOf(operation, ids);
      const { result } = await callOperation(app, operation, variables, actor.member);
      const given = JSON.stringify(result);
      for (const mark of marks) expect(given, label(operation, actor)).not.toContain(mark);
    });
    expect(await ofClients()).toEqual(before);
  }, 120_000);

  it('is there for connected clients to whoever acts on those only', async () => {
    await each(cells('CONNECTED'), async ([operation, actor]) => {
      const own = await freshIds(app, linde, actor.member, { connectedTo: actor.member });
      const [variables = {}] = callsOf(operation, own);
      allowed(await callOperation(app, operation, variables, actor.member), label(operation, actor));
    });
  }, 120_000);

  it('knows nothing of other clients for whoever acts on connected ones only', async () => {
    const strange = await freshIds(app, linde, owner);
    const marks = await app.sql('SELECT id, email, number FROM clients WHERE id IN (?)', [
      [strange.client, strange.invitee],
    ]);
    await each(cells('CONNECTED'), async ([operation, actor]) => {
      for (const variables of callsOf(operation, strange)) {
        const about = label(operation, actor);
        const { result, codes } = await callOperation(app, operation, variables, actor.member);
        for (const { email, number } of marks)
          for (const mark of [email, number]) expect(JSON.stringify(result), about).not.toContain(mark);
        if (names(variables, strange, SCOPED)) expect(gives(result), `${about} gives something`).toBe(false);
        // What concerns the staff and not clients is refused to them.
        const fitting = operation.or.length > 0 ? ['NOT_FOUND', 'FORBIDDEN'] : ['NOT_FOUND'];
        expect(
          codes.filter((code) => !fitting.includes(String(code))),
          about,
        ).toEqual([]);
      }
    });
    const [{ untouched }] = await app.sql(
      `SELECT COUNT(*) AS untouched FROM invitations WHERE id = ? AND status = 'PENDING' AND reminders_sent = 0`,
      [strange.invitation],
    );
    expect(Number(untouched)).toBe(1);
    expect(await app.sql('SELECT id FROM invitations WHERE client_id = ?', [strange.invitee])).toEqual([]);
  }, 120_000);
});
