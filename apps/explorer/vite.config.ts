import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:4000';

export default defineConfig({
  base: '/explorer/',
  plugins: [react()],
  resolve: { dedupe: ['graphql', 'react', 'react-dom'] },
  server: { host: '127.0.0.1', port: 5175, proxy: { '/graphql': api } },
  // The editor and the documentation's reader are one big piece, loaded by whoever opens this page and nobody else.
  build: { chunkSizeWarningLimit: 1_500 },
});
