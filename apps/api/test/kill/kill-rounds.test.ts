import { afterAll, beforeAll, expect, it } from 'vitest';
import { anOrganization, aStaffMember } from '../builders.js';
import { type App, startApp } from '../harness.js';
import { type BuiltWorker, buildWorker } from './build-worker.js';
import { checkHistory } from './check-history.js';
import { POINTS, runKillRounds } from './kill-rounds.js';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 54);
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);

let app: App;
let worker: BuiltWorker;

beforeAll(async () => {
  [app, worker] = await Promise.all([startApp(), buildWorker()]);
});
afterAll(async () => {
  await app?.close();
  await worker?.remove();
});

it(
  `loses nothing and repeats nothing that is on record when workers are killed (${ROUNDS} rounds, seed ${SEED})`,
  async () => {
    const organization = await anOrganization(app);
    const staff = await aStaffMember(app, organization);
    const messageId = '01900000-0000-7000-8000-000000000001';
    await app.sql(
      `INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, ?, 'Come', '<p>Come</p>', 'Come')`,
      [messageId, organization.id],
    );
    const began = performance.now();
    const history = await runKillRounds(
      {
        dataSource: app.services.dataSource,
        config: { ...app.services.config, logLevel: process.env.TEST_LOG ?? 'fatal' },
        workerFile: worker.file,
        organizationId: organization.id,
        staffMemberId: staff.staffMemberId,
        messageId,
      },
      ROUNDS,
      SEED,
    );
    const verdict = await checkHistory(app.services.dataSource, history);
    const seconds = Math.round((performance.now() - began) / 1000);
    const { mails, repeatedInWindow } = verdict;
    process.stdout.write(
      `kill rounds: ${JSON.stringify({ rounds: ROUNDS, seed: SEED, seconds, mails, inWindow: history.inWindow.size, repeatedInWindow, kills: history.kills })}\n`,
    );
    expect(verdict).toMatchObject({ lost: [], duplicates: [], oddities: [] });
    expect(mails).toBeGreaterThan(ROUNDS * 4);
    if (ROUNDS >= 50) for (const point of POINTS) expect(history.kills[point], point).toBeGreaterThan(0);
  },
  60_000 + ROUNDS * 5_000,
);
