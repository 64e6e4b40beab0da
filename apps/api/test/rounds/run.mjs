// pnpm --filter @anteroom/api accept-rounds [rounds]      pnpm --filter @anteroom/api token-attack [tokens] [seed]
import { spawnSync } from 'node:child_process';

const COUNTS = { 'accept-rounds': ['ACCEPT_ROUNDS', '50'], 'token-attack': ['TOKEN_ATTACKS', '1000000'] };
const [what = '', ...given] = process.argv.slice(2).filter((word) => word !== '--');
const [variable, usual] = COUNTS[what] ?? [];
if (!variable) throw new Error(`one of ${Object.keys(COUNTS).join(', ')}`);
const [count = usual, seed] = given;
const { status } = spawnSync('vitest', ['run', `test/rounds/${what}`, '--disable-console-intercept'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, [variable]: count, ...(seed ? { TOKEN_SEED: seed } : {}) },
});
process.exit(status ?? 1);
