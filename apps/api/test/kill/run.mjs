// pnpm --filter @anteroom/api kill-rounds [rounds] [seed]
import { spawnSync } from 'node:child_process';

const [rounds = '1000', seed] = process.argv.slice(2).filter((word) => word !== '--');
const { status } = spawnSync('vitest', ['run', 'test/kill', '--disable-console-intercept'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, KILL_ROUNDS: rounds, ...(seed ? { KILL_SEED: seed } : {}) },
});
process.exit(status ?? 1);
