import react from '@vitejs/plugin-react';
import type { Connect, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fixture } from './dev/fixture/server.ts';

/** The server to develop against; without it the fixture answers. */
const server = process.env.ORILLA_SERVER;

const proxy = server ? { '/api': { target: server, changeOrigin: true } } : undefined;

function answers(): Plugin {
  const use = ({ middlewares }: { middlewares: Connect.Server }) => {
    if (!server) middlewares.use(fixture);
  };
  return { name: 'orilla-fixture', configureServer: use, configurePreviewServer: use };
}

export default defineConfig({
  plugins: [react(), answers()],
  server: { proxy },
  preview: { proxy },
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
});
