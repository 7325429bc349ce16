import react from '@vitejs/plugin-react';
import type { Connect, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fixture } from './dev/fixture/server.ts';

const server = process.env.ORILLA_SERVER ?? 'http://127.0.0.1:8420';

/** With `--mode fixture` made-up facts stand in for the server. */
function standIn(): Plugin {
  const use = ({ middlewares }: { middlewares: Connect.Server }) => {
    middlewares.use(fixture);
  };
  return { name: 'orilla-fixture', configureServer: use, configurePreviewServer: use };
}

export default defineConfig(({ mode }) => {
  const alone = mode === 'fixture';
  const proxy = alone
    ? undefined
    : { '/api': { target: server, headers: { origin: server }, changeOrigin: true } };
  return {
    plugins: [react(), alone && standIn()],
    server: { proxy },
    preview: { proxy },
    build: { target: 'es2022', chunkSizeWarningLimit: 700 },
    test: {
      include: ['src/**/*.test.ts'],
      reporters: ['default', ['json', { outputFile: 'target/vitest.json' }]],
    },
  };
});
