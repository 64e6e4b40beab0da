// npm test [-- suite…]: sets up what is missing, then runs every check and every test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { provideTestDatabase } from './database.mjs';
import { changedFiles, generatedFiles } from './generated-files.mjs';
import { run, whenOrphaned } from './processes.mjs';
import { readReport, summarize } from './test-report.mjs';
import {
  build,
  checkTypes,
  childEnvironment,
  install,
  root,
  rootProgram,
  workspacePackages,
} from './workspace.mjs';

// Against hanging, not for speed: a busy machine may be slow.
const suiteLimit = 20 * 60_000;
const began = Date.now();
const secondsSince = (start) => (Date.now() - start) / 1000;
const say = (line) => console.log(`${secondsSince(began).toFixed(1).padStart(6)} s  ${line}`);
const heading = (text) => console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 96 - text.length))}`);

const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(name, () => ending.abort(new Error(`ended by ${name}`)));
if (process.env.npm_lifecycle_event) whenOrphaned(() => ending.abort(new Error('npm is gone')));

// Packages before the apps that stand on them, the browser last: the cheapest news first.
const lastOnes = ['api', 'admin', 'portal', 'e2e'];
const suites = workspacePackages()
  .filter(({ scripts }) => scripts.test)
  .map((suite) => ({ ...suite, label: basename(suite.folder) }))
  .sort((a, b) => lastOnes.indexOf(a.label) - lastOnes.indexOf(b.label));
const wanted = process.argv.slice(2).filter((word) => word !== '--');
const selected = select(wanted);
const withChecks = wanted.length === 0 || wanted.includes('checks');
// These run what is built of all the others.
const wholeSystem = withChecks || selected.some(({ label }) => ['scripts', 'e2e'].includes(label));

const reports = mkdtempSync(join(tmpdir(), 'anteroom-reports-'));
const checks = [];
const results = [];
let database;
try {
  await install(say, ending.signal);
  const generated = generatedFiles();
  await build(say, ending.signal, wholeSystem ? [] : selected.map(({ name }) => name));
  if (withChecks) await runChecks(generated);
  await runSuites(selected);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  checks.push({ name: 'set-up', ok: false, seconds: secondsSince(began) });
} finally {
  await database?.stop();
  rmSync(reports, { recursive: true, force: true });
}

heading(`summary, ${Math.round(secondsSince(began))} s`);
const { text, passed, failed } = summarize(results, checks);
console.log(text);
// Tests that were asked for and did not run are no success.
process.exit(failed === 0 && (passed > 0 || selected.length === 0) ? 0 : 1);

function select(words) {
  const names = suites.flatMap(({ label, name }) => [label, name]);
  const unknown = words.filter((word) => word !== 'checks' && !names.includes(word));
  if (unknown.length > 0) {
    console.error(
      `Unknown: ${unknown.join(', ')}. There are: checks, ${suites.map(({ label }) => label).join(', ')}.`,
    );
    process.exit(2);
  }
  return words.length === 0
    ? suites
    : suites.filter(({ label, name }) => words.includes(label) || words.includes(name));
}

async function runChecks(generatedBefore) {
  heading('checks');
  await check('generated files', async () => {
    for (const { folder } of workspacePackages().filter(({ scripts }) => scripts.schema)) {
      const { code, output } = await pnpm(['run', 'schema'], folder, { quiet: true });
      if (code !== 0) return `the schema of ${basename(folder)} could not be written:\n${output}`;
    }
    const changed = changedFiles(generatedBefore, generatedFiles());
    return changed.length > 0
      ? `not what their sources say (commit what they have become now):\n${changed.join('\n')}`
      : '';
  });
  await check('types', () => outcome(checkTypes(ending.signal)));
  // Side by side: neither writes anything, and the second uses one processor.
  await Promise.all([
    check('style', () => outcome(tool('biome', ['check', '--diagnostic-level=error', '.']))),
    check('unused', () => outcome(tool('knip', ['--no-progress']))),
  ]);
}

function tool(name, args) {
  return run(rootProgram(name), args, {
    cwd: root,
    env: childEnvironment(),
    signal: ending.signal,
    quiet: true,
  });
}

function pnpm(args, cwd, { quiet = false, env = {}, signal = ending.signal } = {}) {
  return run('pnpm', ['--silent', ...args], { cwd, env: { ...childEnvironment(), ...env }, signal, quiet });
}

async function outcome(running) {
  const { code, output } = await running;
  return code === 0 ? '' : output.trim() || `ended with status ${code}`;
}

/** @param {string} name @param {() => Promise<string>} look gives what is wrong, or nothing */
async function check(name, look) {
  const start = Date.now();
  const wrong = await look();
  ending.signal.throwIfAborted();
  if (wrong) console.log(`${name}: ${wrong}\n`);
  say(`${name} ${wrong ? 'failed' : 'in order'}`);
  checks.push({ name, ok: !wrong, seconds: secondsSince(start) });
}

async function runSuites(selected) {
  if (selected.length === 0) return;
  const env = {};
  // One server for all suites; each makes databases of its own in it.
  say(
    process.env.TEST_DATABASE_URL
      ? 'using the server of TEST_DATABASE_URL'
      : 'starting a throw-away database server',
  );
  database = await provideTestDatabase({ say });
  env.TEST_DATABASE_URL = database.url;
  if (selected.some(({ label }) => label === 'e2e')) {
    env.CHROMIUM_PATH = await findBrowser({ say, signal: ending.signal });
  }
  for (const suite of selected) {
    heading(suite.label);
    results.push(await runSuite(suite, join(reports, `${suite.label}.json`), env));
    ending.signal.throwIfAborted();
  }
}

async function runSuite({ label, folder }, reportFile, env) {
  const start = Date.now();
  // A suite that hangs must not hang the whole.
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(() => {
    console.error(`${label} took more than ${suiteLimit / 60_000} minutes and was ended`);
    stop();
  }, suiteLimit);
  ending.signal.addEventListener('abort', stop, { once: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { code } = await pnpm(['run', 'test', ...reporters], folder, { env, signal: limit.signal });
  clearTimeout(timer);
  ending.signal.removeEventListener('abort', stop);
  return readReport({ name: label, reportFile, exitCode: code, seconds: secondsSince(start) });
}
