import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gateway that `vite` (development only) asks; the built dashboard is served by the gateway itself. */
const gateway = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:4400';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@weibao/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    // The pages behind the wall carry Ant Design; the wall's own chunks are watched by test/browser.
    chunkSizeWarningLimit: 1400,
  },
  server: {
    port: Number(process.env['DASHBOARD_PORT'] ?? 5173),
    strictPort: true,
    proxy: { '/api': { target: gateway, changeOrigin: true } },
  },
});
