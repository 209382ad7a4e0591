import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileTooLarge, type EvidenceStore, type StagedFile } from './evidence-store.js';

const HEX_64 = /^[0-9a-f]{64}$/;
const INCOMING = 'incoming';

/**
 * Files on disk: `ab/ab12…` for what is kept, `incoming/PID-…/` for what a process is still receiving. Nothing here has a name or an ending that
 * anybody gave it, and nothing may be executed.
 */
export class DiskEvidenceStore implements EvidenceStore {
  private readonly incoming: string;

  constructor(private readonly folder: string) {
    this.incoming = join(folder, INCOMING, `${process.pid}-${randomUUID()}`);
  }

  async sweep(): Promise<void> {
    const root = join(this.folder, INCOMING);
    for (const name of await namesIn(root))
      if (!isOfALivingProcess(name)) await rm(join(root, name), { recursive: true, force: true });
  }

  async stage(source: AsyncIterable<Uint8Array>, mostBytes: number): Promise<StagedFile> {
    await mkdir(this.incoming, { recursive: true, mode: 0o700 });
    const path = join(this.incoming, randomUUID());
    const file = await open(path, 'wx+', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of source) {
        bytes += chunk.byteLength;
        if (bytes > mostBytes) throw new FileTooLarge(mostBytes);
        hash.update(chunk);
        await writeAll(file, chunk);
      }
      await file.sync();
    } catch (error) {
      await dropped(file, path);
      throw error;
    }
    const sha256 = hash.digest('hex');
    return {
      sha256,
      bytes,
      read: async (from, length) => {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, bytes - from)));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
        return buffer.subarray(0, bytesRead);
      },
      content: () => createReadStream(path),
      keep: async () => {
        await file.close();
        const target = this.pathOf(sha256);
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        await rename(path, target);
        await syncFolder(dirname(target));
      },
      discard: () => dropped(file, path),
    };
  }

  async open(sha256: string): Promise<Readable | null> {
    if (!HEX_64.test(sha256)) return null;
    const file = await open(this.pathOf(sha256)).catch(nullWhereAbsent);
    return file && file.createReadStream();
  }

  async sha256Of(sha256: string): Promise<string | null> {
    const content = await this.open(sha256);
    if (!content) return null;
    const hash = createHash('sha256');
    for await (const chunk of content) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  async *all(): AsyncIterable<string> {
    for (const folder of await namesIn(this.folder)) {
      if (folder === INCOMING) continue;
      for (const name of await namesIn(join(this.folder, folder))) if (HEX_64.test(name)) yield name;
    }
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.byteLength;)
    written += (await file.write(chunk, written, chunk.byteLength - written)).bytesWritten;
}

async function dropped(file: FileHandle, path: string): Promise<void> {
  await file.close().catch(() => undefined);
  await unlink(path).catch(() => undefined);
}

/** A renamed file is there after a power cut only when its folder was written, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

const nullWhereAbsent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => nullWhereAbsent(error) ?? []);

/** Two gateways may share a folder: what another one is receiving just now is not ours to remove. */
function isOfALivingProcess(name: string): boolean {
  const pid = Number(name.split('-')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
