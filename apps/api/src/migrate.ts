import 'reflect-metadata';
import { configFromEnvironment } from './config.js';
import { applyMigrations } from './database/apply-migrations.js';
import { createDataSource } from './database/data-source.js';

const dataSource = await createDataSource(configFromEnvironment().databaseUrl, 2);
try {
  const applied = await applyMigrations(dataSource);
  process.stdout.write(applied.length ? `applied: ${applied.join(', ')}\n` : 'the database is up to date\n');
} finally {
  await dataSource.destroy();
}
