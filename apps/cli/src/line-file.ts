import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK_BYTES = 1 << 20;
const PROGRESS_FROM = 50_000;
const PROGRESS_EVERY = 10_000;

/** Editors on Windows begin a file with a byte order mark, which is no part of the JSON. */
export const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

/** The lines of a text file, one after the other, without holding its text; counted from 1. */
export function* linesOf(path: string): Generator<{ line: string; number: number }> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let rest = '';
    let number = 0;
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) yield { line: number === 0 ? withoutMark(line) : line, number: (number += 1) };
    }
    rest += decoder.end();
    if (rest !== '') yield { line: number === 0 ? withoutMark(rest) : rest, number: number + 1 };
  } finally {
    closeSync(file);
  }
}

/** Tells how far a long file has been read; only on a terminal, and only where it takes a while. */
export function lineProgress(stream: { isTTY?: boolean; write(text: string): unknown }) {
  let shown = false;
  return {
    at(count: number): void {
      if (!stream.isTTY || count < PROGRESS_FROM || count % PROGRESS_EVERY !== 0) return;
      shown = true;
      stream.write(`\r读入 ${count.toLocaleString('en')} 条事实 facts read`);
    },
    end(): void {
      if (shown) stream.write('\n');
    },
  };
}
