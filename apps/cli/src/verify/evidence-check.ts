import type { ExportedFact } from '@weibao/exchange';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RecordFault } from './record-check.js';

/** A file that the record names, and the first fact that does. */
export interface NamedFile {
  sha256: string;
  bytes: number;
  service: string;
  position: number;
  fact: string | null;
}

/** Collects the files that the facts of an export name, and looks for them in a folder. */
export class EvidenceCheck {
  private readonly named = new Map<string, NamedFile>();

  take({ service, position, body }: ExportedFact): void {
    for (const { id, sha256, bytes } of filesOf(body))
      if (!this.named.has(sha256)) this.named.set(sha256, { sha256, bytes, service, position, fact: id });
  }

  get files(): NamedFile[] {
    return [...this.named.values()];
  }

  /**
   * One fault for each named file that no file of the folder, at any depth, is by its content. What files are called does not matter, so that a copy
   * of the store and a folder of downloads are both right; one that is called by the hash and has another is said to be changed.
   */
  async faultsIn(folder: string): Promise<RecordFault[]> {
    const found = new Set<string>();
    const called = new Set<string>();
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      called.add(basename(entry.name));
      found.add(await sha256Of(join(entry.parentPath, entry.name)));
    }
    return this.files
      .filter(({ sha256 }) => !found.has(sha256))
      .map(({ sha256, service, position, fact }) => ({
        kind: called.has(sha256) ? 'file-bent' : 'file-missing',
        service,
        position,
        fact,
        field: sha256,
      }));
  }
}

interface Named {
  id: string | null;
  sha256: string;
  bytes: number;
}

/** A body that cannot be read names nothing: the chain says that it is bent. */
function filesOf(body: string): Named[] {
  try {
    const { id, evidence } = JSON.parse(body) as { id?: string; evidence?: unknown };
    if (!Array.isArray(evidence)) return [];
    return (evidence as Partial<Named>[]).flatMap(({ sha256, bytes }) =>
      typeof sha256 === 'string' && typeof bytes === 'number' ? [{ id: id ?? null, sha256, bytes }] : [],
    );
  } catch {
    return [];
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
