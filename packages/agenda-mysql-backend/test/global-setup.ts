import { createConnection } from 'mysql2/promise';
import type { TestProject } from 'vitest/node';
import { LocalServer } from './local-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

/** The server named in TEST_DATABASE_URL, or one of our own; either way a database of our own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? undefined : await LocalServer.start();
  const url = new URL(given ?? (server as LocalServer).url);
  const database = `agenda_test_${process.pid}_${Date.now()}`;
  const connection = await createConnection(url.href);
  await connection.query(`CREATE DATABASE ${database}`);
  url.pathname = `/${database}`;
  project.provide('databaseUrl', url.href);
  return async () => {
    await connection.query(`DROP DATABASE ${database}`);
    await connection.end();
    await server?.remove();
  };
}
