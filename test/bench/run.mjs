// `npm run bench -- NAME [--json]`: bundles one benchmark with the sources it measures, runs it, prints a table or one JSON document.
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const names = fs
  .readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));
const json = process.argv.includes('--json');
const name = process.argv.slice(2).find((arg) => !arg.startsWith('--'));
if (name === undefined || !names.includes(name)) {
  console.error(`npm run bench -- NAME [--json]: there are ${names.join(', ')}`);
  process.exit(2);
}
const outfile = path.resolve(here, `../../apps/cli/dist/bench-${name}.mjs`); // where the terms files are found from
await build({
  entryPoints: [path.join(here, `${name}.bench.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  conditions: ['@weibao/source'],
  external: ['esbuild', 'playwright-core'],
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
const { run } = await import(pathToFileURL(outfile).href);
const records = await run();
if (json) console.log(JSON.stringify(records, null, 2));
else {
  const number = (value) => (value === undefined ? '' : Number(value.toPrecision(3)).toLocaleString('en'));
  console.table(
    records.map((record) => ({
      what: record.name,
      value: `${number(record.value)} ${record.unit}`,
      bound: `${record.bound}: ${number(record.boundValue)}`,
      ratio: number(record.ratio),
      ...(record.peer
        ? { peer: `${record.peer}: ${number(record.peerValue)}`, peerRatio: number(record.peerRatio) }
        : {}),
    })),
  );
}
