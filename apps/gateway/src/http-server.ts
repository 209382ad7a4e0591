import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import files from '@fastify/static';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { parseJson } from '@weibao/exchange';
import type { Logger, ProcessMetrics } from '@weibao/service-kit';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { GatewayConfig } from './config.js';
import { overHttps, securityHeaders } from './dashboard/security-headers.js';
import type { DoorRequest } from './door/door.js';
import { requestIdOf } from './door/input.js';
import { DEEPEST, isDeeperThan } from './door/json-depth.js';
import { badJson, bodyTooDeep, refusals, RefusedError } from './door/refusals.js';
import { routeTable } from './door/route.js';

const BODY_LIMIT_BYTES = 256 * 1024;
const LONGEST_PARAMETER = 600; // a key of 200 characters, percent-encoded

/** Fastify with our limits, our reading of JSON, our headers and one log line for each request. */
export function httpServer(config: GatewayConfig, log: Logger, metrics: ProcessMetrics): FastifyAdapter {
  const adapter = new FastifyAdapter({
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-request-id']),
    bodyLimit: BODY_LIMIT_BYTES,
    // So many hops and no more: what stands further left in X-Forwarded-For was written by whoever asks, who would be a new address each time.
    trustProxy: config.TRUST_PROXY,
    forceCloseConnections: true, // streams would otherwise hold the door open for ever
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  server.addHook('onRoute', (options) => {
    const spec = routeTable.find((one) => one.path === options.url && one.method === options.method);
    if (spec?.bodyLimitBytes !== undefined) options.bodyLimit = spec.bodyLimitBytes;
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('X-Request-Id', request.id);
    // Nothing of the API is kept by anybody; the dashboard's files say for themselves how long they hold.
    if (request.url.startsWith('/api/')) reply.header('Cache-Control', 'no-store');
    if (request.protocol === 'https') reply.headers(overHttps);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { door } = request as DoorRequest;
    const route = `${request.method} ${request.routeOptions.url ?? 'no route'}`;
    const end = reply.statusCode < 400 ? 'ok' : reply.statusCode < 500 ? 'refused' : 'failed';
    // A live stream lasts as long as its page: that is no time in which something was answered.
    if (!String(reply.raw.getHeader('content-type')).startsWith('text/event-stream'))
      metrics.answered(route, end, reply.elapsedTime / 1000);
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        account: door?.caller?.actor.account,
      },
      'answered',
    );
    done();
  });
  readJson(server);
  passFiles(server);
  return adapter;
}

/** Plugins that decorate requests and replies; called before the routes are there. */
export async function addPlugins(adapter: FastifyAdapter): Promise<void> {
  await adapter.register(cookie as never);
  await adapter.register(files as never, { serve: false } as never);
  await adapter.register(rateLimit as never, { global: false } as never); // asked by the guard, which knows the account
}

/** JSON that cannot be read is refused with the line and the column; an empty body is no body. */
function readJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined);
    if (isDeeperThan(DEEPEST, text as string)) return done(new RefusedError(bodyTooDeep(DEEPEST)));
    const parsed = parseJson(text as string, 'body');
    if (parsed.ok) return done(null, parsed.value);
    const [fault] = parsed.faults;
    done(new RefusedError(badJson(fault ?? { place: 'body', message: 'is not JSON' })));
  });
}

/** A file is not read here: the handler streams it where it belongs, and holds its size. */
function passFiles(server: FastifyInstance): void {
  server.addContentTypeParser('application/octet-stream', (request, body, done) => {
    const isTaken = routeTable.some(
      ({ upload, path, method }) => upload && path === request.routeOptions.url && method === request.method,
    );
    if (isTaken) done(null, body);
    else done(new RefusedError(refusals.notJson));
  });
}
