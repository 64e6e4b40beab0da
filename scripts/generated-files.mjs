// Files that a program writes and git keeps must be what the program would write now.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const isGenerated = (file) =>
  /(^|\/)schema\.graphql$|^docs\/permissions\.md$|\/gql\/|\.generated\./.test(file);

/** @returns {Map<string, string>} generated file → fingerprint; empty outside a git checkout */
export function generatedFiles() {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  // A release without its history has nothing to compare with; a history that git will not read is no such release.
  if (status !== 0 && existsSync(join(root, '.git')))
    throw new Error(`git cannot list the files: ${stderr?.trim()}`);
  const files = status === 0 ? stdout.split('\0').filter(isGenerated) : [];
  return new Map(
    files
      .filter((file) => existsSync(join(root, file)))
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(root, file)))
          .digest('hex'),
      ]),
  );
}

/** @param {Map<string, string>} before @param {Map<string, string>} after @returns {string[]} files that differ */
export function changedFiles(before, after) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .sort();
}
