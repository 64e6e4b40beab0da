// What Agenda starts for a job in fork mode: one job, in a process of its own.
import { Agenda } from 'agenda';
import { MysqlBackend } from '../dist/index.js';

const [, , name, jobId] = process.argv;
const agenda = new Agenda({
  backend: new MysqlBackend({
    uri: process.env.FORK_URI as string,
    tableName: process.env.FORK_TABLE as string,
  }),
  forkedWorker: true,
});
await agenda.ready;
agenda.define(name as string, async (job) => {
  const wish = (job.attrs.data as { wish?: string } | undefined)?.wish;
  if (wish === 'fail') throw new Error('no paper');
  if (wish === 'die') process.exit(3);
  await job.touch(42);
});
try {
  await agenda.runForkedJob(jobId as string);
  process.exit(0);
} catch (error) {
  process.send?.((error as Error).message, () => process.exit(1));
}
