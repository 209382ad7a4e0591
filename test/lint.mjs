import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = (/** @type {string} */ file) => path.join(root, 'node_modules', file);

// The rule that holds the arrows reads Nx's project graph from its cache, and without one it is skipped with a mere warning:
// on a fresh clone every forbidden import would pass. So the graph is computed first, and the warning is a failure.
const graph = spawnSync(process.execPath, [bin('nx/dist/bin/nx.js'), 'show', 'projects'], {
  cwd: root,
  env: { ...process.env, NX_DAEMON: 'false' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (graph.status !== 0) {
  console.error(
    'lint: Nx could not compute the project graph (see above), so the arrows between projects were not checked.',
  );
  process.exit(1);
}

const given = process.argv.slice(2);
const eslint = spawn(process.execPath, [bin('eslint/bin/eslint.js'), ...(given.length > 0 ? given : ['.'])], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
let output = '';
eslint.stdout.on('data', (chunk) => {
  output += chunk;
  process.stdout.write(chunk);
});
eslint.once('close', (code) => {
  const skipped = output.includes('The rule will be skipped');
  if (skipped) console.error('lint: the rule for the arrows between projects was skipped, which counts as a failure.');
  process.exit(code === 0 && !skipped ? 0 : 1);
});
