import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { startApp } from '../../test/harness.js';
import { createApp } from './app.js';

it('a connection is kept longer than a balancer keeps it, and a request is not waited for without end', async () => {
  const app = await startApp();
  const unheard = await createApp(app.services);
  expect(unheard.server.keepAliveTimeout).toBeGreaterThan(600_000);
  expect(unheard.server.requestTimeout).toBe(60_000);
  await unheard.close();

  // As it is said to whoever keeps the connection.
  const { port } = new URL(app.url);
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  socket.write('GET /healthz HTTP/1.1\r\nHost: anteroom.test\r\n\r\n');
  const answer = await new Promise<string>((resolve) => {
    socket.once('data', (bytes) => resolve(String(bytes)));
  });
  socket.destroy();
  expect(answer).toMatch(/keep-alive: timeout=620\r\n/i);
  await app.close();
});
