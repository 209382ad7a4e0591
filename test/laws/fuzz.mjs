// `npm run fuzz -- [--runs N] [--seed N] [--contract NAME]`: bundles the fuzzer with the engine's sources and runs it.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here('../../apps/cli/dist/fuzz.mjs'); // beside the command line, from where the terms files are found
await build({
  entryPoints: [here('fuzz.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  conditions: ['@weibao/source'],
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
await import(outfile);
