import 'reflect-metadata';
import { ConfigError, databaseUrlFromEnvironment } from './config.js';
import { applyMigrations } from './database/apply-migrations.js';
import { connectPatiently } from './database/connect-patiently.js';
import { HalfApplied } from './database/migration-journal.js';

async function main(): Promise<void> {
  const dataSource = await connectPatiently(databaseUrlFromEnvironment(), 2, (reason) =>
    process.stderr.write(`the database does not answer yet: ${reason}\n`),
  );
  try {
    const applied = await applyMigrations(dataSource);
    process.stdout.write(
      applied.length ? `applied: ${applied.join(', ')}\n` : 'the database is up to date\n',
    );
  } finally {
    await dataSource.destroy();
  }
}

try {
  await main();
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof HalfApplied;
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
