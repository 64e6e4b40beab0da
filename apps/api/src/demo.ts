import 'reflect-metadata';
import { configFromEnvironment } from './config.js';
import { createContext } from './context.js';
import { writeDemo } from './demo/write-demo.js';
import { createLoaders } from './loaders.js';
import { createServices } from './system.js';

const config = configFromEnvironment();
// Everybody knows its password.
if (config.production) throw new Error('the demo is not for production');
const system = await createServices({ ...config, logLevel: 'warn' });
try {
  const written = await writeDemo(createContext(system.services, null, createLoaders));
  process.stdout.write(
    written ? 'the demo organization is there\n' : 'the demo organization was there already\n',
  );
} finally {
  await system.close();
}
