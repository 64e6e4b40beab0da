// The API as it runs for real, told apart from `src/server.ts` only in that it says where it listens.
import 'reflect-metadata';
import { configFromEnvironment } from '../src/config.js';
import { createApp } from '../src/http/app.js';
import { startJobs } from '../src/jobs/start-jobs.js';
import { createServices } from '../src/system.js';

const config = configFromEnvironment();
const { services } = await createServices(config);
if (config.role !== 'api') await startJobs(services);
const app = await createApp(services);
process.send?.(await app.listen({ host: config.host, port: 0 }));
process.on('disconnect', () => process.exit(0));
