import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig } from '../../test/harness.js';
import { addSecurityHeaders } from './security-headers.js';
import { addStaticFiles } from './static-files.js';

let apps: string;
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  apps = await mkdtemp(join(tmpdir(), 'anteroom-apps-'));
  for (const spa of ['admin', 'portal', 'explorer']) {
    await mkdir(join(apps, spa, 'dist', 'assets'), { recursive: true });
    await writeFile(join(apps, spa, 'dist', 'index.html'), `<title>${spa}</title>`);
    await writeFile(join(apps, spa, 'dist', 'favicon.svg'), '<svg/>');
    await writeFile(join(apps, spa, 'dist', 'assets', 'index-a1b2c3.js'), `'${spa}'`);
    await writeFile(join(apps, spa, 'dist', 'assets', 'large-a1b2c3.js'), `'${spa}'`.padEnd(10_000));
    await writeFile(
      join(apps, spa, 'dist', 'assets', 'large-a1b2c3.js.br'),
      brotliCompressSync(`'${spa}'`.padEnd(10_000)),
    );
  }
  await writeFile(join(apps, 'secret.txt'), 'secret');
  app = fastify();
  addSecurityHeaders(app, testConfig('mysql://127.0.0.1/none'));
  await addStaticFiles(app, apps);
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await rm(apps, { recursive: true });
});

const get = (path: string) => fetch(url + path, { redirect: 'manual' });

describe('the pages', () => {
  it('of every app are there, wherever their routers lead', async () => {
    for (const spa of ['admin', 'portal', 'explorer'])
      for (const path of [
        '',
        'clients',
        'clients/01900000-0000-7000-8000-000000000000',
        'invitation',
        'v1.2',
      ]) {
        const response = await get(`/${spa}/${path}`);
        expect([response.status, await response.text()]).toEqual([200, `<title>${spa}</title>`]);
        expect(response.headers.get('content-type')).toContain('text/html');
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      }
  });

  it('of the explorer run nothing but their own files', async () => {
    const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy') ?? '';
    for (const path of ['/explorer/', '/explorer/assets/index-a1b2c3.js']) {
      expect(await policyOf(path)).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(await policyOf(path)).not.toMatch(/unsafe|https?:|\*/);
    }
    expect(await policyOf('/admin/')).toContain("script-src 'self'");
  });

  it('begin at the portal', async () => {
    expect((await get('/')).headers.get('location')).toBe('/portal/');
    expect((await get('/admin')).headers.get('location')).toBe('/admin/');
  });
});

describe('a file', () => {
  it('with a hash in its name is kept for good', async () => {
    const response = await get('/admin/assets/index-a1b2c3.js');
    expect([response.status, await response.text()]).toEqual([200, "'admin'"]);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect((await get('/portal/favicon.svg')).headers.get('cache-control')).toBe('no-store');
  });

  it('comes as small as the build made it, to those who can read that', async () => {
    const ask = (encoding: string, path = '/portal/assets/large-a1b2c3.js') =>
      fetch(url + path, { headers: { 'accept-encoding': encoding } });
    const small = await ask('gzip, br');
    expect(Number(small.headers.get('content-length'))).toBeLessThan(100);
    expect(small.headers.get('content-encoding')).toBe('br');
    const whole = await ask('identity');
    expect(whole.headers.get('content-length')).toBe('10000');
    for (const response of [small, whole]) {
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect(response.headers.get('content-type')).toContain('javascript');
      expect(response.headers.get('vary')).toBe('accept-encoding');
      expect((await response.text()).trim()).toBe("'portal'");
    }
    // What was not worth it has nothing beside it, and a page that the router knows is the same for all.
    expect((await ask('br', '/portal/assets/index-a1b2c3.js')).headers.get('content-encoding')).toBeNull();
    expect((await ask('br', '/portal/invitation')).status).toBe(200);
  });

  it('of an earlier release is gone, and not a page', async () => {
    const response = await get('/admin/assets/index-d4e5f6.js');
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('outside the builds is out of reach', async () => {
    for (const path of [
      '/admin/../../secret.txt',
      '/admin/..%2f..%2fsecret.txt',
      '/admin/%2e%2e/%2e%2e/secret.txt',
      '/admin/....//....//secret.txt',
      '/admin//etc/passwd',
      '/secret.txt',
    ])
      expect(await raw(path)).not.toMatch(/^secret|root:/);
  });

  it('is not changed by anybody', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await fetch(`${url}/admin/clients`, { method })).status).toBe(404);
  });
});

/** As it stands, where fetch would tidy up the path. */
function raw(path: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    sent.once('error', reject);
    sent.end();
  });
}
