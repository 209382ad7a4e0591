import fs from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../harness/servers.mjs';

const bundle = path.join(root, 'apps/billing-svc/dist/bundle/main.js');
const code = fs.readFileSync(bundle, 'utf8');
const map = new SourceMap(JSON.parse(fs.readFileSync(`${bundle}.map`, 'utf8')));

/** Which line of which source stands where the text stands in the bundle. Lines count from 0. */
function sourceOf(text: string): { file: string; line: number } | null {
  const offset = code.indexOf(text);
  expect(offset).toBeGreaterThan(0);
  const before = code.slice(0, offset).split('\n');
  const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
  return 'originalSource' in entry && entry.originalSource
    ? { file: path.resolve(path.dirname(bundle), entry.originalSource), line: entry.originalLine }
    : null;
}

describe('the bundle of a service', () => {
  it('leads from a fault in it to the line of our source', () => {
    for (const [file, text] of [
      ['libs/service-kit/src/runtime/database.ts', 'what answers a question takes no transaction of its own'],
      ['libs/service-kit/src/runtime/migrate.ts', 'weibao-migrate-'],
    ] as const) {
      const lines = fs.readFileSync(path.join(root, file), 'utf8').split('\n');
      const found = sourceOf(text);
      expect(found?.file).toBe(path.join(root, file));
      expect(lines[found?.line ?? -1]).toContain(text);
    }
  });

  it('takes no line of a library for one of ours', () => {
    // Texts of pg, of nats and of Nest, each from the midst of a library.
    for (const text of ['Connection terminated unexpectedly', 'BAD_SUBJECT', 'Nest application successfully started'])
      expect(sourceOf(text)).toBeNull();
  });
});
