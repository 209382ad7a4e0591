import type { IncomingMessage } from 'node:http';

const LARGEST_BYTES = 64 * 1024 * 1024;
const LONGEST_MS = 5000;

/**
 * Reads away what a client is still sending. Who is answered in the middle of its own writing sees a broken line instead of the answer.
 * false when there is more, or it comes slower, than we care to wait for: the line is then cut after the answer.
 */
export function drained(request: IncomingMessage): Promise<boolean> {
  if (request.complete) return Promise.resolve(true);
  if (Number(request.headers['content-length']) > LARGEST_BYTES) return Promise.resolve(false);
  return new Promise((resolve) => {
    let bytes = 0;
    const late = setTimeout(() => finish(false), LONGEST_MS);
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LARGEST_BYTES) finish(false);
    };
    const ended = () => finish(true);
    function finish(all: boolean): void {
      clearTimeout(late);
      request.off('data', count).off('end', ended).off('close', ended);
      resolve(all);
    }
    request.on('data', count).on('end', ended).on('close', ended).resume();
  });
}
