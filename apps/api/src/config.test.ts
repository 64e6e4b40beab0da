import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.js';

const random = () => randomBytes(32).toString('hex');

const good = () => ({
  NODE_ENV: 'production',
  DATABASE_URL: 'mysql://anteroom:secret@db.internal:3306/anteroom',
  SMTP_URL: 'smtps://user:secret@mail.internal',
  PUBLIC_URL: 'https://anteroom.example/',
  AUTH_SECRET: random(),
  TOKEN_KEYS: `k2:${random()},k1:${random()}`,
});

function problemsOf(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return '';
}

describe('the configuration', () => {
  it('is read, with what is left out filled in', () => {
    const config = readConfig(good());
    expect(config).toMatchObject({
      production: true,
      publicUrl: 'https://anteroom.example',
      port: 4000,
      role: 'all',
    });
    expect(config.tokenKeys.map((key) => key.id)).toEqual(['k2', 'k1']);
  });

  it('lets nobody start an organization in production unless that is said, and anybody elsewhere', () => {
    const signUp = (env: object) => readConfig({ ...good(), ...env }).organizationSignUp;
    expect(signUp({})).toBe('closed');
    expect(signUp({ NODE_ENV: undefined })).toBe('closed');
    expect(signUp({ ORGANIZATION_SIGN_UP: 'open' })).toBe('open');
    expect(signUp({ NODE_ENV: 'development' })).toBe('open');
    expect(signUp({ NODE_ENV: 'development', ORGANIZATION_SIGN_UP: 'closed' })).toBe('closed');
  });

  it.each(['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'AUTH_SECRET', 'TOKEN_KEYS'])(
    'does not do without %s, and says so',
    (name) => {
      expect(problemsOf({ ...good(), [name]: undefined })).toContain(name);
    },
  );

  it.each([
    ['DATABASE_URL', 'postgres://localhost/anteroom'],
    ['DATABASE_URL', 'localhost'],
    ['DATABASE_URL', 'mysql://anteroom:secret@db.internal:3306/'],
    ['DATABASE_URL', 'mysql://anteroom:secret@db.internal/anteroom?ssl=true'],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_POOL_SIZE', 'many'],
    ['DATABASE_URL', 'mysql://anteroom:100%@db.internal/anteroom'],
    ['SMTP_URL', 'http://mail.internal'],
    ['SMTP_URL', 'smtp://user:100%@mail.internal'],
    ['SMTP_URL', 'smtp://mail.internal?requireTls=true'],
    ['SMTP_URL', 'smtp://mail.internal?requireTLS=yes'],
    ['MAIL_FROM', 'Anteroom'],
    ['MAIL_FROM', 'Anteroom <no-reply>'],
    ['PUBLIC_URL', 'anteroom.example'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'http://anteroom.example'],
    ['PUBLIC_URL', 'HTTP://anteroom.example'],
    ['PUBLIC_URL', 'https://care.example/anteroom'],
    ['PUBLIC_URL', 'https://anteroom.example/?from=mail'],
    ['PUBLIC_URL', 'https://anteroom.example/#top'],
    ['PUBLIC_URL', 'https://user:pass@anteroom.example'],
    ['PUBLIC_URL', 'https://user@anteroom.example'],
    ['PORT', '70000'],
    ['AUTH_SECRET', 'short'],
    ['TOKEN_KEYS', 'without-an-id'],
    ['TOKEN_KEYS', 'k1:short'],
    ['TOKEN_KEYS', `k1:${random()},k1:${random()}`],
    ['TOKEN_KEYS', `k1:${random()}:${random()}`],
    ['TOKEN_KEYS', `k1:${random()},`],
    ['ROLE', 'everything'],
    ['TRUSTED_PROXIES', 'all'],
    ['MAIL_UNKNOWN_POLICY', 'exactly-once'],
    ['ORGANIZATION_SIGN_UP', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'staging'],
  ])('names %s when it is %s', (name, value) => {
    expect(problemsOf({ ...good(), [name]: value })).toContain(name);
  });

  it('says how to mend the origin and the keys', () => {
    const help = (env: object) => problemsOf({ ...good(), ...env });
    expect(help({ PUBLIC_URL: 'https://care.example/anteroom' })).toContain(
      'PUBLIC_URL: must be an origin alone, such as https://anteroom.example, without a path',
    );
    expect(help({ TOKEN_KEYS: `k1:${random()},k1:${random()}` })).toContain('an id of its own');
    expect(help({ TOKEN_KEYS: `k1:${random()}:${random()}` })).toContain('no colon');
  });

  it('gives the origin as browsers write it', () => {
    const origin = (text: string) => readConfig({ ...good(), PUBLIC_URL: text }).publicUrl;
    expect(origin('https://Anteroom.example:443/')).toBe('https://anteroom.example');
    expect(origin('https://anteroom.example:8443')).toBe('https://anteroom.example:8443');
  });

  it('names everything that is wrong at once', () => {
    const text = problemsOf({ NODE_ENV: 'production' });
    for (const name of ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'AUTH_SECRET', 'TOKEN_KEYS'])
      expect(text).toContain(`  - ${name}: missing; `);
  });

  it('takes what is set to nothing as not set', () => {
    const settings = good();
    const empty = { PORT: '', DATABASE_POOL_SIZE: ' ', MAIL_FROM: '', ROLE: '', NODE_ENV: '' };
    expect(readConfig({ ...settings, ...empty })).toEqual(readConfig(settings));
    expect(problemsOf({ ...good(), AUTH_SECRET: '' })).toContain('AUTH_SECRET: missing');
  });

  it('sends from the domain that people reach, where nothing else is said', () => {
    const sender = (env: object) => readConfig({ ...good(), ...env }).mailFrom;
    expect(sender({})).toBe('Anteroom <no-reply@anteroom.example>');
    expect(sender({ PUBLIC_URL: 'http://127.0.0.1:4000' })).toBe('Anteroom <no-reply@localhost>');
    expect(sender({ MAIL_FROM: 'Linde <post@linde.example>' })).toBe('Linde <post@linde.example>');
  });

  it.each([
    ['AUTH_SECRET', 'demo-demo-demo-demo-demo-demo-demo-demo'],
    ['AUTH_SECRET', 'change-me-change-me-change-me-change-me'],
    ['AUTH_SECRET', 'a'.repeat(40)],
    ['TOKEN_KEYS', 'k1:this-is-an-example-of-a-key-and-not-a-key'],
    ['TOKEN_KEYS', `k1:${'0'.repeat(40)}`],
  ])('refuses the demo value of %s in production: %s', (name, value) => {
    expect(problemsOf({ ...good(), [name]: value })).toContain(`${name}: this is a demo secret`);
    expect(problemsOf({ ...good(), NODE_ENV: undefined, [name]: value })).toContain(name);
    expect(problemsOf({ ...good(), NODE_ENV: 'development', [name]: value })).toBe('');
  });

  it('never shows a secret in what it says', () => {
    const env = { ...good(), AUTH_SECRET: 'hunter2-hunter2', TOKEN_KEYS: 'k1:hunter2' };
    expect(problemsOf(env)).not.toContain('hunter2');
  });

  it('may be plain http on this machine only', () => {
    expect(problemsOf({ ...good(), PUBLIC_URL: 'http://127.0.0.1:4000' })).toBe('');
    expect(problemsOf({ ...good(), PUBLIC_URL: 'http://localhost.evil.example' })).toContain('PUBLIC_URL');
  });
});
