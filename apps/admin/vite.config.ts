import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:4000';

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  // One copy of each, whichever workspace package asks: contexts are compared by identity.
  resolve: { dedupe: ['react', 'react-dom', '@mantine/core', '@mantine/hooks', 'i18next', 'react-i18next'] },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/graphql': api, '/api': api, '/logos': api },
  },
  build: { sourcemap: true, chunkSizeWarningLimit: 700 },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['./test/setup.ts'],
    // A window and modules of its own for each file, in a third of the time that processes of their own take.
    pool: 'vmThreads',
    maxWorkers: 2,
  },
});
