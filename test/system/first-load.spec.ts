import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';

// What the browser must have before a page stands, from the manifest that the build of the dashboard leaves.

interface Chunk {
  file: string;
  imports?: string[];
}
const dist = new URL('../../apps/dashboard/dist/', import.meta.url);
const manifest = (): Record<string, Chunk> => {
  const file = new URL('.vite/manifest.json', dist);
  if (!existsSync(file)) throw new Error('the dashboard is not built: npm run build');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Chunk>;
};

/** The files of these entries and of all that they import at once; what is imported later is not among them. */
function filesOf(entries: string[], chunks: Record<string, Chunk>): Set<string> {
  const files = new Set<string>();
  const queue = [...entries];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const chunk = chunks[name];
    if (!chunk) throw new Error(`the manifest has no ${name}`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    queue.push(...(chunk.imports ?? []));
  }
  return files;
}
const compressedBytes = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0);
const scriptsOf = (page: string) => filesOf(['index.html', `src/${page}.tsx`], manifest());
const mentions = (files: Iterable<string>, text: string) =>
  [...files].some((file) => readFileSync(new URL(file, dist), 'utf8').includes(text));

it.each(['wall/wall-page', 'pair/pair-page'])('%s loads less than 300 KB, and no component library', (page) => {
  const scripts = scriptsOf(page);
  expect(compressedBytes(scripts)).toBeLessThan(300_000);
  expect(mentions(scripts, 'ant-btn')).toBe(false);
});

it('the charts come with the library that draws them only when one is drawn', () => {
  expect(mentions(scriptsOf('overview/overview-page'), 'recharts-')).toBe(false);
  expect(mentions(scriptsOf('charts/column-chart'), 'recharts-')).toBe(true);
});

it('each page is a chunk of its own: none is part of what every page loads first', () => {
  const first = filesOf(['index.html'], manifest());
  const pages = Object.keys(manifest()).filter((name) => /^src\/[\w-]+\/[\w-]+-page\.tsx$/.test(name));
  expect(pages.length).toBeGreaterThan(12);
  for (const page of pages) expect(first.has(manifest()[page]?.file ?? ''), page).toBe(false);
});
