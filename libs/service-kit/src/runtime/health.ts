import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProcessMetrics } from './process-metrics.js';

export interface Readiness {
  ready: boolean;
  /** Each part by name, such as { database: true, broker: true, relayLag: 0, copiesBehind: 3 }. */
  parts: Record<string, unknown>;
}

export interface HealthDoor {
  port: number; // as bound: 0 asks for a free one
  close(): Promise<void>;
}

/** `/health/live`: the process runs. `/health/ready`: 200 when it can serve, else 503, with each part. `/metrics`: for Prometheus. */
export async function serveHealth(
  address: { host: string; port: number },
  name: string,
  readiness: () => Promise<Readiness>,
  metrics: ProcessMetrics,
): Promise<HealthDoor> {
  const server: Server = createServer((request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(`${JSON.stringify(body)}\n`);
    };
    if (request.url === '/health/live') send(200, { name, live: true });
    else if (request.url === '/health/ready')
      readiness().then(
        ({ ready, parts }) => send(ready ? 200 : 503, { name, ready, ...parts }),
        (error: unknown) => send(503, { name, ready: false, error: String(error) }),
      );
    else if (request.url === '/metrics')
      metrics.text().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        (error: unknown) => send(500, { name, error: String(error) }),
      );
    else send(404, { error: { code: 'HTTP.NOT_FOUND', message: '/health/live, /health/ready, /metrics' } });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
