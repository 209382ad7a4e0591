import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gateway that `vite` (development only) asks; the built dashboard is served by the gateway itself. */
const gateway = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:4400';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@weibao/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    manifest: true, // read by test/system/first-load.spec.ts: what each page loads first
    // The pages behind the wall carry Ant Design; what a page loads first is watched by tests.
    chunkSizeWarningLimit: 1400,
  },
  server: {
    port: Number(process.env['DASHBOARD_PORT'] ?? 5173),
    strictPort: true,
    proxy: { '/api': { target: gateway, changeOrigin: true } },
  },
});
