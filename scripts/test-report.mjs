// What became of one suite: Vitest's JSON report, read with suspicion. A suite that ran nothing has failed.
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} SuiteResult
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} seconds
 * @property {string[]} failures what failed, for a person to read
 */

/**
 * @param {{ name: string, reportFile: string, exitCode: number, seconds: number }} suite
 * @returns {SuiteResult}
 */
export function readReport({ name, reportFile, exitCode, seconds }) {
  const report = parse(reportFile);
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
  const failures = [
    ...tests.filter((test) => test.status === 'failed').map((test) => test.fullName),
    // A file that broke before its first test, or in its clean-up, has no failed test to show for it.
    ...files
      .filter(
        (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
      )
      .map((file) => `${file.name}: ${firstLine(file.message) || 'the file failed'}`),
  ];
  const passed = count('passed');
  if (failures.length === 0) {
    if (!report) failures.push(`left no report and ended with status ${exitCode}`);
    else if (passed === 0) failures.push('ran no test');
    else if (exitCode !== 0) failures.push(`ended with status ${exitCode} though no test failed`);
  }
  return {
    name,
    passed,
    failed: failures.length,
    skipped: count('skipped', 'pending', 'todo', 'disabled'),
    seconds,
    failures,
  };
}

function parse(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

const firstLine = (text) => text?.trim().split('\n')[0] ?? '';

/**
 * @param {SuiteResult[]} suites
 * @param {{ name: string, ok: boolean, seconds: number }[]} checks
 * @returns {{ text: string, passed: number, failed: number }}
 */
export function summarize(suites, checks) {
  const sum = (key) => suites.reduce((total, suite) => total + suite[key], 0);
  const badChecks = checks.filter((check) => !check.ok);
  const passed = sum('passed');
  const failed = sum('failed') + badChecks.length;
  const width = Math.max(8, ...[...suites, ...checks].map(({ name }) => name.length));
  const line = (mark, name, words, seconds) =>
    `  ${mark} ${name.padEnd(width)}  ${words.padEnd(36)} ${seconds.toFixed(1).padStart(6)} s`;
  const lines = [
    ...checks.map(({ name, ok, seconds }) => line(ok ? '✓' : '✗', name, ok ? 'in order' : 'failed', seconds)),
    ...suites.map(({ name, seconds, ...suite }) => {
      const words = `${suite.passed} passed, ${suite.failed} failed${suite.skipped ? `, ${suite.skipped} skipped` : ''}`;
      return line(suite.failed ? '✗' : '✓', name, words, seconds);
    }),
    ...suites.flatMap(({ name, failures }) => failures.map((failure) => `    ${name}: ${failure}`)),
    '',
    `${passed} passed, ${failed} failed`,
  ];
  return { text: lines.join('\n'), passed, failed };
}
