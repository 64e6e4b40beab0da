import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';

const WAIT_FOR_STATEMENT = 120_000;
/** What runs within a transaction, and is undone with it; any other statement writes down for good all that went before. */
const UNDONE_WITH_TRANSACTION = /^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i;
const CHANGES_NOTHING = /^\s*(SELECT|SHOW|SET|DO|START TRANSACTION|COMMIT|ROLLBACK)\b/i;

interface Begun {
  name: string;
  session: number;
  schema_before: string;
  changes: number;
  statement: string;
  completed: number;
}

/** Neither its `up` nor its `down` can be trusted any more. */
export class HalfApplied extends Error {}

/**
 * Notes which migration is under way, beside the transaction: a definition of tables cannot be rolled back, so that one that
 * is cut off leaves a database of no release, and nothing in it would say so.
 */
export class MigrationJournal {
  readonly #runner: QueryRunner;
  #changes = 0;

  /** @param runner of a connection of its own */
  constructor(runner: QueryRunner) {
    this.#runner = runner;
  }

  async begin(name: string, migrating: QueryRunner): Promise<void> {
    const [{ session }] = await migrating.query('SELECT CONNECTION_ID() AS session');
    this.#changes = 0;
    await this.#runner.query(TABLE);
    await this.#runner.query(
      `REPLACE INTO migration_under_way (one, name, session, schema_before, changes, statement) VALUES (1, ?, ?, ?, 0, '')`,
      [name, session, await this.#schema()],
    );
  }

  /** Notes what the runner is about to do, as long as that could not be undone. */
  observe(migrating: QueryRunner): void {
    const query = migrating.query.bind(migrating);
    migrating.query = async (statement: string, ...rest: never[]) => {
      if (CHANGES_NOTHING.test(statement)) return query(statement, ...rest);
      if (!UNDONE_WITH_TRANSACTION.test(statement))
        await this.#runner.query('UPDATE migration_under_way SET changes = ?, statement = ?', [
          this.#changes,
          statement.replace(/\s+/g, ' ').trim().slice(0, 200),
        ]);
      const result = await query(statement, ...rest);
      this.#changes += 1;
      return result;
    };
  }

  async end(): Promise<void> {
    await this.#runner.query('DROP TABLE IF EXISTS migration_under_way');
  }

  /** Refuses to go on from a migration that left something behind; one that left nothing may simply be run again. */
  async refuseHalfApplied(): Promise<void> {
    if (!(await this.#has('migration_under_way'))) return;
    const completed = (await this.#has('migrations'))
      ? '(SELECT COUNT(*) FROM migrations m WHERE m.name = u.name)'
      : '0';
    const [begun]: Begun[] = await this.#runner.query(
      `SELECT u.*, ${completed} AS completed FROM migration_under_way u`,
    );
    if (begun && Number(begun.completed) === 0) {
      await this.#untilLastStatementEnds(begun);
      const unchanged = begun.schema_before === (await this.#schema());
      if (!unchanged || begun.changes > 0) throw new HalfApplied(explain(begun, unchanged));
    }
    await this.end();
  }

  async #has(table: string): Promise<boolean> {
    const [{ found }] = await this.#runner.query(
      'SELECT COUNT(*) AS found FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?',
      [table],
    );
    return Number(found) > 0;
  }

  /** The server does not notice that whoever asked for a long statement is gone, and carries it to its end. */
  async #untilLastStatementEnds({ name, session }: Begun): Promise<void> {
    for (const deadline = Date.now() + WAIT_FOR_STATEMENT; ; await pause(500)) {
      const [still] = await this.#runner.query(
        `SELECT info FROM information_schema.processlist WHERE id = ? AND db = DATABASE() AND command <> 'Sleep'`,
        [session],
      );
      if (!still) return;
      if (Date.now() > deadline)
        throw new Error(
          `The server is still busy with the migration ${name}, whose process is gone (connection ${session}). ` +
            'Wait until that has ended, and start again.',
        );
    }
  }

  /** Columns, keys and constraints, as one value. */
  async #schema(): Promise<string> {
    const hash = createHash('sha256');
    for (const part of SCHEMA) hash.update(JSON.stringify(await this.#runner.query(part)));
    return hash.digest('hex');
  }
}

function explain({ name, statement, changes }: Begun, unchanged: boolean): string {
  return [
    `The migration ${name} was cut off half way, and neither this release nor the one before it can work with what it left.`,
    unchanged
      ? 'The tables look as before it, but rows may have been changed.'
      : 'The tables are not as they were before it, nor is it complete.',
    `Done before the last statement that was begun: ${changes}. That statement: ${statement}`,
    'What to do: end every Anteroom process, restore the backup that was made before this release into an empty database',
    '(drop the present one), and run the migrations again. A new installation without data: drop the database, create it',
    'anew, and run them again (the demo: npm start -- --reset). Nothing has been changed just now.',
  ].join('\n');
}

const TABLE = `CREATE TABLE IF NOT EXISTS migration_under_way (
  one TINYINT NOT NULL PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
  session BIGINT UNSIGNED NOT NULL,
  schema_before CHAR(64) NOT NULL,
  changes INT NOT NULL,
  statement VARCHAR(200) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4`;

/** Without what may be made between one look and the other by no migration. */
const OURS = `table_schema = DATABASE() AND table_name NOT IN ('migrations', 'migration_under_way')`;
const SCHEMA = [
  `SELECT table_name, column_name, ordinal_position, column_default, is_nullable, column_type, collation_name, extra
     FROM information_schema.columns WHERE ${OURS} ORDER BY table_name, ordinal_position`,
  `SELECT table_name, index_name, seq_in_index, column_name, non_unique, sub_part
     FROM information_schema.statistics WHERE ${OURS} ORDER BY table_name, index_name, seq_in_index`,
  `SELECT table_name, constraint_name, constraint_type
     FROM information_schema.table_constraints WHERE ${OURS} ORDER BY table_name, constraint_name`,
];
