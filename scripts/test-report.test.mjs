import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedFiles } from './generated-files.mjs';
import { readReport, summarize } from './test-report.mjs';
import { childEnvironment } from './workspace.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const test = (status, fullName = status) => ({ status, fullName });
const file = (status, assertionResults, message = '') => ({
  name: 'a.test.ts',
  status,
  assertionResults,
  message,
});

function read(testResults, exitCode = 0) {
  const reportFile = join(folder, 'report.json');
  if (testResults)
    writeFileSync(
      reportFile,
      typeof testResults === 'string' ? testResults : JSON.stringify({ testResults }),
    );
  return readReport({ name: 'api', reportFile, exitCode, seconds: 1 });
}

describe('a suite', () => {
  it('counts what passed, failed and was skipped', () => {
    const files = [
      file('failed', [test('passed'), test('failed', 'breaks')]),
      file('passed', [test('passed'), test('skipped')]),
    ];
    expect(read(files, 1)).toMatchObject({ passed: 2, failed: 1, skipped: 1, failures: ['breaks'] });
  });

  it('has failed when a file could not be loaded', () => {
    const files = [file('passed', [test('passed')]), file('failed', [], 'Cannot find module\nat …')];
    expect(read(files, 1)).toMatchObject({
      passed: 1,
      failed: 1,
      failures: ['a.test.ts: Cannot find module'],
    });
  });

  it.each([
    ['ran no test', [], 0],
    ['left no report', undefined, 0],
    ['left half a report', '{"testRes', 0],
    ['ended badly though its tests passed', [file('passed', [test('passed')])], 1],
    ['skipped all it has', [file('passed', [test('skipped')])], 0],
  ])('has failed when it %s', (_, results, exitCode) => {
    expect(read(results, exitCode).failed).toBe(1);
  });
});

describe('the summary', () => {
  const suite = (passed, failed) => ({ name: 'api', passed, failed, skipped: 0, seconds: 1, failures: [] });

  it('ends with the sums, alone on a line', () => {
    const { text } = summarize([suite(3, 0), suite(4, 1)], []);
    expect(text.split('\n').at(-1)).toBe('7 passed, 1 failed');
  });

  it('counts a failed check as a failure', () => {
    const { text, failed } = summarize([suite(3, 0)], [{ name: 'types', ok: false, seconds: 1 }]);
    expect(failed).toBe(1);
    expect(text.split('\n').at(-1)).toBe('3 passed, 1 failed');
  });
});

it('names generated files that were changed, added or removed', () => {
  const before = new Map([
    ['same', '1'],
    ['changed', '1'],
    ['removed', '1'],
  ]);
  const after = new Map([
    ['same', '1'],
    ['changed', '2'],
    ['added', '1'],
  ]);
  expect(changedFiles(before, after)).toEqual(['added', 'changed', 'removed']);
});

it("passes on what a person configured, and nothing of npm's own", () => {
  const env = childEnvironment({
    PATH: '/usr/bin',
    HOME: '/home/me',
    NODE_ENV: 'production',
    INIT_CWD: '/somewhere',
    npm_config_registry: 'https://registry.example/',
    npm_config_noproxy: '',
    npm_config_prefix: '/usr',
    npm_lifecycle_event: 'test',
  });
  expect(env).toMatchObject({ HOME: '/home/me', npm_config_registry: 'https://registry.example/' });
  expect(Object.keys(env).filter((name) => /^npm_/.test(name))).toEqual(['npm_config_registry']);
  expect(env).not.toHaveProperty('NODE_ENV');
  expect(env).not.toHaveProperty('INIT_CWD');
});
