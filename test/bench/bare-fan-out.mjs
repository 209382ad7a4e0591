// The bound of `stream`: whoever posts is answered with the moment at which the frame was written to all who listen, and nothing else happens.
import http from 'node:http';

const listening = /** @type {Set<http.ServerResponse>} */ (new Set());
const server = http.createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.socket?.setNoDelay(true); // as ours
    response.write('retry: 2000\n\n');
    listening.add(response);
    response.once('close', () => listening.delete(response));
    return;
  }
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.once('end', () => {
    const atMs = performance.timeOrigin + performance.now();
    const frame = `event: fact\ndata: ${Buffer.concat(chunks).toString()}\n\n`;
    for (const listener of listening) listener.write(frame);
    response.end(JSON.stringify({ atMs }));
  });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.({ port });
});
