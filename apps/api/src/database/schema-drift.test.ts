import { getMigrations } from 'better-auth/db/migration';
import { type DataSource, MigrationExecutor } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { type App, startApp } from '../../test/harness.js';
import { digitsOf } from '../clients/search-digits.js';
import { ANY_PAIR, lettersOfPair, pairsOf } from '../clients/search-pairs.js';
import { beginningOf, companionsOf, leadOf, marksOf, type Searchable } from '../clients/search-terms.js';
import { applyMigrations } from './apply-migrations.js';
import { createDataSource } from './data-source.js';

describe('migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase({ migrated: false });
    dataSource = await createDataSource(database.url, 4);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const tables = async () => (await dataSource.query<unknown[]>('SHOW TABLES')).length;

  const undoTo = async (name: string) => {
    while (
      (await dataSource.query<{ name: string }[]>('SELECT name FROM migrations')).some(
        (row) => row.name === name,
      )
    )
      await dataSource.undoLastMigration({ transaction: 'each' });
  };

  it('go up, down to nothing but their own table, and up again', async () => {
    await applyMigrations(dataSource);
    const all = await tables();
    expect(all).toBeGreaterThan(15);
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration({ transaction: 'each' });
    expect(await tables()).toBe(1);
    await applyMigrations(dataSource);
    expect(await tables()).toBe(all);
  });

  it('keep what had expired expired, up and down', async () => {
    await applyMigrations(dataSource);
    await undoTo('ListAndSweepIndexes1795224600000');
    const id = '01900000-0000-7000-8000-000000000001';
    for (const statement of [
      `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, 'a', 'A', 'en', 'UTC', '#000000')`,
      `INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, '${id}', '', '', '')`,
      `INSERT INTO clients (id, organization_id, number, status, invitation_expires_at, sort_name)
       VALUES (?, '${id}', '1', 'INVITE_EXPIRED', NOW(3) - INTERVAL 1 DAY, '')`,
      `INSERT INTO client_search_terms (organization_id, term, client_id, sort_name, number, client_created_at)
       VALUES (?, 'ada', '${id}', '', '1', NOW(3)), ('${id}', 'lovelace', '${id}', '', '1', NOW(3))`,
      `INSERT INTO programs (id, organization_id, name) VALUES (REPLACE(?, '0190', '0191'), '${id}', 'A')`,
      `INSERT INTO enrolments (program_id, client_id, organization_id, sort_name, number, client_created_at)
       VALUES (REPLACE(?, '0190', '0191'), '${id}', '${id}', '', '1', NOW(3))`,
      `INSERT INTO invitations (id, organization_id, client_id, message_id, email, status, sent_at, expires_at, delivery_state)
       VALUES (?, '${id}', '${id}', '${id}', '', 'EXPIRED', NOW(3) - INTERVAL 15 DAY, NOW(3) - INTERVAL 1 DAY, 'SENT')`,
    ])
      await dataSource.query(statement, [id]);
    const stored = () =>
      dataSource.query(
        'SELECT c.status AS client, i.* FROM clients c JOIN invitations i ON i.client_id = c.id',
      );
    await applyMigrations(dataSource);
    const found = marksOf(['ada', 'love']);
    for (const table of ['clients', 'enrolments', 'client_search_terms'])
      expect(
        await dataSource.query(
          `SELECT 1 FROM ${table} WHERE status = 'INVITE_PENDING' AND marks & ${found} = ${found} LIMIT 1`,
        ),
      ).toHaveLength(1);
    expect(await stored()).toMatchObject([
      { client: 'INVITE_PENDING', status: 'PENDING', expiry_recorded: 1 },
    ]);
    await undoTo('ListAndSweepIndexes1795224600000');
    expect(await stored()).toMatchObject([{ client: 'INVITE_EXPIRED', status: 'EXPIRED' }]);
    expect(
      await dataSource.query('SELECT term FROM client_search_terms WHERE organization_id = ?', [id]),
    ).toHaveLength(2);
    await applyMigrations(dataSource);
  });

  it('count how far a name begins with each term, and tell first letters and beginnings as the code does, and keep the terms going down', async () => {
    const undo = () => undoTo('SearchLeads1795255200000');
    await applyMigrations(dataSource);
    await undo();
    const id = '01900000-0000-7000-8000-000000000002';
    const sortName = 'østergård-de wit ann';
    const terms = ['ø', 'østergård', 'østergård-de', 'østerby@x.nl', 'o', 'ann', '7', 'ø-20241'];
    await dataSource.query(
      `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, 'b', 'B', 'en', 'UTC', '#000000')`,
      [id],
    );
    await dataSource.query(
      `INSERT INTO clients (id, organization_id, number, status, sort_name) VALUES (?, '${id}', '7', 'NO_EMAIL', ?)`,
      [id, sortName],
    );
    await dataSource.query(
      'INSERT INTO client_search_terms (scope_id, status, term, client_id, marks, sort_name, number, client_created_at) VALUES ?',
      [terms.map((term) => [id, 'NO_EMAIL', term, id, 5, sortName, '7', new Date()])],
    );
    const stored = (columns: string) =>
      dataSource.query<Record<string, unknown>[]>(
        `SELECT ${columns} FROM client_search_terms WHERE client_id = ? AND sort_name = ?`,
        [id, sortName],
      );
    await applyMigrations(dataSource);
    const leads = Object.fromEntries(
      (await stored('term, lead_length')).map((row) => [row.term, row.lead_length]),
    );
    expect(leads).toEqual(Object.fromEntries(terms.map((term) => [term, leadOf(term, sortName)])));
    expect(leads).toMatchObject({ ø: 1, østergård: 9, 'østergård-de': 10, 'østerby@x.nl': 5, o: 0 });
    const beginnings = Object.fromEntries(
      (await stored('term, beginning')).map((row) => [row.term, row.beginning]),
    );
    expect(beginnings).toEqual(Object.fromEntries(terms.map((term) => [term, beginningOf(term)])));
    const [{ companions }] = (await stored('DISTINCT CAST(companions AS CHAR) AS companions')) as [
      { companions: string },
    ];
    expect(companions.split(',').sort()).toEqual(companionsOf(terms).split(',').sort());
    expect(await stored('DISTINCT CAST(marks AS CHAR) AS marks')).toEqual([
      { marks: String(marksOf(terms)) },
    ]);
    await undo();
    expect(await stored('term')).toHaveLength(terms.length);
    await applyMigrations(dataSource);
  });

  it('pair the terms that there are as the code does, those of an organization only', async () => {
    await applyMigrations(dataSource);
    await undoTo('SearchPairs1795694400000');
    const [organization, few, many] = ['8', '9', 'a'].map(
      (end) => `01900000-0000-7000-8000-00000000000${end}`,
    ) as [string, string, string];
    await dataSource.query(
      `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, 'd', 'D', 'en', 'UTC', '#000000')`,
      [organization],
    );
    const termsOf = {
      [few]: ['jo', 'j', 'ja', 'jb', 'łódź', '😀😀', '\ue000', 'ab', 'a-1'],
      [many]: Array.from({ length: 17 }, (_, index) => `n${index}`),
    };
    const program = organization.replace('0190', '0191');
    for (const [id, terms] of Object.entries(termsOf)) {
      await dataSource.query(
        `INSERT INTO clients (id, organization_id, number, status, sort_name) VALUES (?, ?, ?, 'NO_EMAIL', 'a')`,
        [id, organization, `A-1${id === few ? '' : 'x'}`],
      );
      const companions = companionsOf(terms);
      await dataSource.query(
        'INSERT INTO client_search_terms (scope_id, status, lead_length, term, client_id, sort_name, number, client_created_at, beginning, companions) VALUES ?',
        [
          [organization, program].flatMap((scope) =>
            terms.map((term) => [scope, 'NO_EMAIL', 0, term, id, 'a', 'A-1', new Date(), 'a', companions]),
          ),
        ],
      );
    }
    await applyMigrations(dataSource);
    type Row = { id: string; pair: string; letters: string; companions: string; name: string };
    const rows = await dataSource.query<Row[]>(
      `SELECT client_id AS id, pair, letters, CAST(companions AS CHAR) AS companions, CONCAT(status, sort_name) AS name
         FROM client_search_pairs WHERE scope_id = ?`,
      [organization],
    );
    const pairsAsIs = (id: string) => rows.filter((row) => row.id === id).map(({ pair }) => pair);
    const expected = pairsOf({ number: 'A-1' } as Searchable, termsOf[few] ?? []);
    expect(pairsAsIs(few).sort()).toEqual(expected.sort());
    expect(pairsAsIs(many)).toEqual([ANY_PAIR]);
    for (const row of rows)
      expect(row).toMatchObject({
        letters: lettersOfPair(row.pair),
        name: 'NO_EMAILa',
        companions: row.id === few ? companionsOf(termsOf[few] ?? []) : '',
      });
  });

  it('copy the pairs of whoever is in a program to it, and take them away going down', async () => {
    await applyMigrations(dataSource);
    await undoTo('SearchPairOrders1795953600000');
    const ids = ['d', 'e', 'f'].map((end) => `01900000-0000-7000-8000-00000000000${end}`);
    const [organization, within, without] = ids as [string, string, string];
    const program = organization.replace('0190', '0191');
    for (const statement of [
      `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES ('${organization}', 'f', 'F', 'en', 'UTC', '#000000')`,
      `INSERT INTO programs (id, organization_id, name) VALUES ('${program}', '${organization}', 'F')`,
      ...[within, without].flatMap((id) => [
        `INSERT INTO clients (id, organization_id, number, status, sort_name) VALUES ('${id}', '${organization}', '${id}', 'NO_EMAIL', 'a b')`,
        `INSERT INTO client_search_pairs (organization_id, status, pair, client_id, companions, sort_name, number, client_created_at, letters)
         SELECT organization_id, status, 'ab  ', id, ',a,b', sort_name, number, created_at, 'ab' FROM clients WHERE id = '${id}'`,
      ]),
      `INSERT INTO enrolments (program_id, client_id, organization_id, status, sort_name, number, client_created_at)
       SELECT '${program}', id, organization_id, status, sort_name, number, created_at FROM clients WHERE id = '${within}'`,
    ])
      await dataSource.query(statement);
    const pairs = (scope: string) =>
      dataSource.query<Record<string, unknown>[]>(
        `SELECT p.client_id, p.pair, p.letters, CAST(p.companions AS CHAR) AS companions, p.number = c.number AS same
           FROM client_search_pairs p JOIN clients c ON c.id = p.client_id AND c.created_at = p.client_created_at AND c.sort_name = p.sort_name
          WHERE p.${scope} IN (?) ORDER BY p.${scope}, p.client_id`,
        [[organization, program]],
      );
    const of = (id: string) => ({ client_id: id, pair: 'ab  ', letters: 'ab', companions: ',a,b', same: 1 });
    await applyMigrations(dataSource);
    const copied = await pairs('scope_id');
    expect(copied).toMatchObject([of(within), of(without), of(within)]);
    await undoTo('SearchPairOrders1795953600000');
    expect(await pairs('organization_id')).toMatchObject([of(within), of(without)]);
    await applyMigrations(dataSource);
  });

  it('write the letters and first digits of the terms that there are as the code does', async () => {
    await applyMigrations(dataSource);
    await undoTo('SearchDigits1795867200000');
    const [organization, client] = ['b', 'c'].map((end) => `01900000-0000-7000-8000-00000000000${end}`) as [
      string,
      string,
    ];
    await dataSource.query(
      `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, 'e', 'E', 'en', 'UTC', '#000000')`,
      [organization],
    );
    await dataSource.query(
      `INSERT INTO clients (id, organization_id, number, status, sort_name) VALUES (?, ?, 'A-12', 'NO_EMAIL', 'a')`,
      [client, organization],
    );
    const terms = ['a-12', 'user12345@x.nl', 'user1', '12345', 'ø.9b8', 'jan', '😀2', 'p_0c', 'a-1'];
    await dataSource.query(
      'INSERT INTO client_search_terms (scope_id, status, lead_length, term, client_id, sort_name, number, client_created_at, beginning, companions) VALUES ?',
      [
        [organization, organization.replace('0190', '0191')].flatMap((scope) =>
          terms.map((term) => [scope, 'NO_EMAIL', 0, term, client, 'a', 'A-12', new Date(), 'a', '']),
        ),
      ],
    );
    await applyMigrations(dataSource);
    const rows = await dataSource.query<{ organization_id: string; beginning: string }[]>(
      "SELECT organization_id, beginning FROM client_search_digits WHERE client_id = ? AND number = 'A-12' AND status = 'NO_EMAIL'",
      [client],
    );
    expect(rows.map((row) => row.organization_id)).toEqual(rows.map(() => organization));
    expect(rows.map(({ beginning }) => beginning).sort()).toEqual(
      digitsOf({ number: 'A-12' } as Searchable, terms).sort(),
    );
  });

  it('know who began what others have made go on, up and down', async () => {
    await applyMigrations(dataSource);
    await undoTo('WhoBegan1795608000000');
    const organization = '01900000-0000-7000-8000-000000000003';
    const [bram, noor, theirs, passedOn] = ['4', '5', '6', '7'].map(
      (end) => `01900000-0000-7000-8000-00000000000${end}`,
    );
    await dataSource.query(
      `INSERT INTO organizations (id, slug, name, language, time_zone, accent_color) VALUES (?, 'c', 'C', 'en', 'UTC', '#000000')`,
      [organization],
    );
    await dataSource.query('INSERT INTO users (id, name, email) VALUES ?', [
      [bram, noor].map((id) => [id, 'A', id]),
    ]);
    await dataSource.query(
      'INSERT INTO staff_members (id, organization_id, user_id, first_name, last_name) VALUES ?',
      [[bram, noor].map((id) => [id, organization, id, 'A', 'B'])],
    );
    await dataSource.query(
      'INSERT INTO bulk_operations (id, organization_id, created_by, kind, state, selection, total, skipped_reasons) VALUES ?',
      [[theirs, passedOn].map((id) => [id, organization, noor, 'INVITE', 'DONE', '{}', 0, '{}'])],
    );
    await dataSource.query(
      'INSERT INTO audit_entries (id, organization_id, action, actor_kind, actor_staff_id, subject_id) VALUES ?',
      [
        [
          [theirs, organization, 'bulkOperation.started', 'STAFF', noor, theirs],
          [passedOn, organization, 'bulkOperation.started', 'STAFF', bram, passedOn],
          [noor, organization, 'bulkOperation.resumed', 'STAFF', noor, passedOn],
        ],
      ],
    );
    await applyMigrations(dataSource);
    expect(
      await dataSource.query(
        'SELECT id, begun_by FROM bulk_operations WHERE organization_id = ? ORDER BY id',
        [organization],
      ),
    ).toEqual([
      { id: theirs, begun_by: null },
      { id: passedOn, begun_by: bram },
    ]);
    await undoTo('WhoBegan1795608000000');
    expect(
      await dataSource.query('SELECT created_by FROM bulk_operations WHERE organization_id = ?', [
        organization,
      ]),
    ).toEqual([{ created_by: noor }, { created_by: noor }]);
    await applyMigrations(dataSource);
  });

  it('may be started by several processes at once, and are applied once', async () => {
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration({ transaction: 'each' });
    const others = await Promise.all([1, 2, 3].map(() => createDataSource(database.url, 2)));
    const applied = await Promise.all(others.map((other) => applyMigrations(other)));
    expect(applied.flat()).toHaveLength(dataSource.migrations.length);
    for (const other of others) await other.destroy();
  });

  it('keep their lock, though the server soon ends a session that says nothing', async () => {
    const migrating = await createDataSource(database.url, 1);
    await migrating.query('SET SESSION wait_timeout = 2');
    // As long as a table is rebuilt, which is the business of another session.
    const looking = vi
      .spyOn(MigrationExecutor.prototype, 'getPendingMigrations')
      .mockImplementation(async () => {
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        return [];
      });
    await expect(applyMigrations(migrating)).resolves.toEqual([]);
    looking.mockRestore();
    await migrating.destroy();
  });
});

describe('the tables', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('are what the entities say', async () => {
    const { upQueries } = await app.services.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('are what the authentication library expects', async () => {
    const { toBeCreated, toBeAdded } = await getMigrations(app.services.auth.options);
    expect(toBeCreated).toEqual([]);
    expect(toBeAdded).toEqual([]);
  });

  it('differ from the entities as soon as a column does', async () => {
    await app.sql('ALTER TABLE organizations MODIFY phone VARCHAR(41) NULL');
    const { upQueries } = await app.services.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.length).toBeGreaterThan(0);
  });
});
