import { QueryFailedError } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aUser } from '../test/builders.js';
import { type App, startApp } from '../test/harness.js';
import { createLog } from './log.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function logged(key: 'err' | 'error', failing: Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'debug' }, { write: (line) => void lines.push(line) });
  const error = await failing.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  log.error({ [key]: error }, 'failed');
  return lines.join('');
}

describe('a failed statement in the log', () => {
  it.each(['err', 'error'] as const)('says what failed and where, and names nobody: %s', async (key) => {
    const user = await aUser(app, { name: "Noor O'Brien" });
    const again = app.sql('INSERT INTO users (id, name, email) VALUES (?, ?, ?)', [
      uuidv7(),
      'Noor "van" Dijk',
      user.email,
    ]);
    await expect(again).rejects.toBeInstanceOf(QueryFailedError);
    const line = await logged(key, again);
    expect(line).toContain('ER_DUP_ENTRY');
    expect(line).toContain('uq_users_email');
    expect(line).toContain('INSERT INTO users');
    expect(line).toContain('log.test.ts');
    expect(line).not.toMatch(/Noor|Dijk|example\.com/);
  });

  it('keeps to itself what did not fit', async () => {
    const wrong = await logged('err', app.sql(`SELECT id FROM users WHERE email = ? AND`, ["x'secret' y"]));
    expect(wrong).toContain('ER_PARSE_ERROR');
    expect(wrong).not.toContain('secret');
    const moment = app.sql('INSERT INTO users (id, name, email, created_at) VALUES (?, ?, ?, ?)', [
      'a',
      'b',
      'c',
      'the secret birthday',
    ]);
    const bad = await logged('err', moment);
    expect(bad).toContain('created_at');
    expect(bad).not.toContain('secret');
  });

  it('is kept as short when it is one of the authentication library, which prints nothing beside it', async () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'debug' }, { write: (line) => void lines.push(line) });
    const failing = await startApp({ log });
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      const password = 'correct horse battery';
      const { email } = await aUser(failing, { password });
      await failing.sql(
        `CREATE TRIGGER broken BEFORE INSERT ON sessions FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken'`,
      );
      const { status } = await failing.fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://anteroom.test' },
        body: JSON.stringify({ email, password }),
      });
      expect(status).toBe(500);
      expect(lines.join('')).toContain('broken');
      // The statement holds the token of the session that was to be.
      expect(lines.join('')).not.toMatch(/insert into|values/i);
      expect(printed).not.toHaveBeenCalled();
    } finally {
      printed.mockRestore();
      await failing.close();
    }
  });

  it('leaves every other error its words', async () => {
    const line = await logged(
      'error',
      Promise.reject(new Error("the key 'a' is missing", { cause: new Error('disk') })),
    );
    expect(JSON.parse(line).error).toMatchObject({
      message: "the key 'a' is missing",
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'disk' },
    });
  });
});

describe('a refusal in the log', () => {
  it('is as short as its cause, whatever was given for the id of an organization', async () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'warn' }, { write: (line) => void lines.push(line) });
    const refusing = await startApp({ log });
    try {
      const organizationId = 'x'.repeat(500_000);
      const { errors } = await refusing.graphql(
        'query ($organizationId: ID!) { roles(organizationId: $organizationId) { id } }',
        { organizationId },
        { as: await aUser(refusing) },
      );
      expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
      expect(lines).toHaveLength(1);
      expect(lines.join('').length).toBeLessThan(500);
    } finally {
      await refusing.close();
    }
  });
});
