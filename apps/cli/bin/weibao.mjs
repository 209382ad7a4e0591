// Runs the bundled command line; bundles it first where it is missing or older than a source file.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const output = join(root, 'apps/cli/dist/weibao.mjs');
const sources = [
  'libs/calendar/src',
  'libs/exchange/src',
  'libs/contract-terms/src',
  'libs/engine/src',
  'libs/messages/src',
  'apps/cli/src',
];

function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map((entry) =>
      entry.isDirectory()
        ? newest(join(folder, entry.name))
        : entry.name.endsWith('.ts')
          ? statSync(join(folder, entry.name)).mtimeMs
          : 0,
    ),
  );
}

if (
  !existsSync(output) ||
  Math.max(...sources.map((folder) => newest(join(root, folder)))) > statSync(output).mtimeMs
) {
  const { bundle } = await import('./bundle.mjs');
  await bundle();
}
await import(output);
