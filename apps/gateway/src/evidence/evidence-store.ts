import type { Readable } from 'node:stream';

/** Injection token of the store. Another kind of store (an object store, a tape library) is another implementation of this interface. */
export const EVIDENCE_STORE = Symbol('evidence store');

/** A file that has arrived whole and is not kept yet: looked at first, then kept or discarded, one of both. */
export interface StagedFile {
  readonly sha256: string; // hex
  readonly bytes: number;
  /** So many bytes from a place on; fewer where the file ends before. */
  read(from: number, length: number): Promise<Buffer>;
  content(): AsyncIterable<Buffer>;
  /** Durable when it returns. The same content twice is kept once, and a damaged copy of it is whole again. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Files by the SHA-256 of their content. The store knows no contracts, names or types. */
export interface EvidenceStore {
  /** Removes what uploads of a process that died have left. */
  sweep(): Promise<void>;
  /** Takes a file in. Throws FileTooLarge, or what the source throws when it breaks off; nothing of it is left then. */
  stage(source: AsyncIterable<Uint8Array>, mostBytes: number): Promise<StagedFile>;
  /** The content; null when there is none of this hash. It is not compared with the hash: `sha256Of` is for that. */
  open(sha256: string): Promise<Readable | null>;
  /** The hash that the kept content really has; null when there is none. */
  sha256Of(sha256: string): Promise<string | null>;
  /** The names under which something is kept. */
  all(): AsyncIterable<string>;
}

export class FileTooLarge extends Error {
  constructor(readonly mostBytes: number) {
    super(`the file is above ${mostBytes} bytes`);
  }
}
