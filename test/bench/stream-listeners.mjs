// A thousand pages for the bench `stream`: keeps so many live streams open and tells when the last of them had the n-th event of a kind.
import http from 'node:http';

const [address = '', count = '0', mark = '', cookie = ''] = process.argv.slice(2);
const listeners = Number(count);
/** How many listeners had the n-th event. */
const reached = /** @type {number[]} */ ([]);

/** @param {Buffer} chunk @param {{ events: number, rest: string }} listener */
function read(chunk, listener) {
  const frames = (listener.rest + chunk.toString()).split('\n\n');
  listener.rest = frames.pop() ?? '';
  for (const frame of frames) {
    if (!frame.includes(mark)) continue;
    const n = listener.events++;
    reached[n] = (reached[n] ?? 0) + 1;
    if (reached[n] === listeners) process.send?.({ n, atMs: performance.timeOrigin + performance.now() });
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = http.get(address, { headers: { cookie }, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`the stream answered ${response.statusCode}`));
      const listener = { events: 0, rest: '' };
      response.on('data', (chunk) => read(chunk, listener));
      response.once('data', resolve); // the first word of the stream: it stands
    });
    request.once('error', reject);
  });
}

process.on('disconnect', () => process.exit());
for (let opened = 0; opened < listeners; opened += 50)
  await Promise.all(Array.from({ length: Math.min(50, listeners - opened) }, open));
process.send?.({ port: 0 });
