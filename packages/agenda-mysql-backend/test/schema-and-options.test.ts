import mysql from 'mysql2';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { dropStatements, MysqlBackend, schemaStatements } from '../src/index.js';
import { bench, freshTableName, jobNamed, makePool } from './job-table.ts';

const database = () => new URL(inject('databaseUrl')).pathname.slice(1);

describe('the schema', () => {
  it('can be made by migrations, more than once, and be taken away', async () => {
    const pool = makePool();
    const tableName = freshTableName();
    const backend = new MysqlBackend({ pool, tableName, ensureSchema: false });
    await backend.connect();
    await expect(backend.saveJob(jobNamed('work'))).rejects.toMatchObject({ errno: 1146 });
    for (const statement of [...schemaStatements(tableName), ...schemaStatements(tableName)]) {
      await pool.query(statement);
    }
    await backend.saveJob(jobNamed('work'));
    for (const statement of dropStatements(tableName)) await pool.query(statement);
    await expect(backend.saveJob(jobNamed('work'))).rejects.toMatchObject({ errno: 1146 });
  });

  it('is made by whoever connects, by several at the same time as well', async () => {
    const pool = makePool();
    const tableName = freshTableName();
    const backends = Array.from({ length: 6 }, () => new MysqlBackend({ pool, tableName }));
    await Promise.all(backends.map((backend) => backend.connect()));
    await backends[0]?.ensureSchema();
    expect((await backends[5]?.repository.queryJobs())?.total).toBe(0);
  });

  it('may be in another schema, and has no name that is not plain', async () => {
    const pool = makePool();
    const tableName = `${database()}.${freshTableName()}`;
    const backend = new MysqlBackend({ pool, tableName });
    await backend.connect();
    expect((await backend.saveJob(jobNamed('work')))._id).toBeDefined();
    for (const bad of ['', 'jobs`; DROP TABLE x', 'a.b.c', 'jobs-1', 'x'.repeat(65)]) {
      expect(() => new MysqlBackend({ pool, tableName: bad })).toThrow(/not a usable table name/);
      expect(() => schemaStatements(bad)).toThrow(/not a usable table name/);
    }
  });
});

describe('the connection', () => {
  it('is a pool that is never ended by the backend, of either kind', async () => {
    const promised = makePool();
    const plain = mysql.createPool(inject('databaseUrl'));
    onTestFinished(() => void plain.end());
    for (const pool of [promised, plain]) {
      const backend = new MysqlBackend({ pool, tableName: freshTableName() });
      await backend.connect();
      await backend.saveJob(jobNamed('work'));
      await backend.disconnect();
      expect((await backend.repository.queryJobs()).total).toBe(1);
    }
    expect(await promised.query('SELECT 1')).toBeDefined();
  });

  it('is a uri or options, with a pool that ends with the backend and comes back with it', async () => {
    const tableName = freshTableName();
    const { hostname, port, username, password } = new URL(inject('databaseUrl'));
    for (const options of [
      { uri: inject('databaseUrl') },
      {
        options: {
          host: hostname,
          port: Number(port || 3306),
          user: username,
          password,
          database: database(),
        },
      },
    ]) {
      const backend = new MysqlBackend({ ...options, tableName });
      await backend.connect();
      await backend.saveJob(jobNamed('work'));
      await backend.disconnect();
      await expect(backend.repository.queryJobs()).rejects.toThrow(/closed/i);
      await backend.connect();
      expect((await backend.repository.queryJobs()).total).toBeGreaterThan(0);
      await backend.disconnect();
    }
  });

  it('has to be given', () => {
    expect(() => new MysqlBackend({})).toThrow(/a pool, a uri or options/);
  });

  it('is told apart by Agenda’s statistics', async () => {
    const made = await bench();
    const agenda = await made.agenda();
    await agenda.start();
    expect((await agenda.getRunningStats()).backend).toEqual({ name: 'MySQL', hasNotificationChannel: true });
  });
});
