import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Refusal } from '@weibao/messages';
import { isConnectionLoss, LOGGER, type Logger } from '@weibao/service-kit';
import { Readable } from 'node:stream';
import { drained } from './drain.js';
import type { DoorReply, DoorRequest } from './door.js';
import { bodyTooLarge, noRoute, refusals, RefusedError, statusOf } from './refusals.js';

const DEFAULT_LIMIT_BYTES = 256 * 1024;

/** Every error leaves in one shape: `{ error: { code, message, messageEn?, faults?, requestId } }`. Faults of ours are logged and not told. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<DoorRequest>();
    const reply = host.switchToHttp().getResponse<DoorReply>();
    const refusal = this.refusalOf(error, request);
    const status = statusOf(refusal.code);
    const about = { requestId: request.id, code: refusal.code };
    if (refusal.code === 'INTERNAL') this.log.error({ ...about, err: error }, 'a request failed');
    else if (status >= 500) this.log.warn(about, 'a request could not be served');
    if (reply.sent) return;
    if (error instanceof RefusedError)
      for (const [name, value] of Object.entries(error.headers)) reply.header(name, value);
    if (status === 503) reply.header('Retry-After', '1');
    reply.status(status).header('Cache-Control', 'no-store').type('application/json; charset=utf-8');
    const send = () => void reply.send(JSON.stringify({ error: { ...refusal, requestId: request.id } }));
    // Fastify would close the line on who is still writing, and an upload that is refused may have most of its bytes to come.
    if (status !== 413 && !(request.body instanceof Readable)) return send();
    void drained(request.raw).then((all) => {
      if (all) reply.removeHeader('connection');
      else reply.header('connection', 'close');
      send();
    });
  }

  private refusalOf(error: unknown, request: DoorRequest): Refusal {
    if (error instanceof RefusedError) return error.refusal;
    if (isConnectionLoss(error)) return refusals.databaseAway;
    // Nest has turned Fastify's own errors into HttpExceptions: their status is what is left of them.
    const status =
      error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
    if (status === 413) return bodyTooLarge(request.routeOptions?.bodyLimit ?? DEFAULT_LIMIT_BYTES);
    if (status === 415) return refusals.notJson;
    if (status === 404) return noRoute(request.method, request.url.split('?')[0] as string);
    if (typeof status === 'number' && status >= 400 && status < 500) return badRequest(error);
    return refusals.internal;
  }
}

const badRequest = (error: unknown): Refusal => ({
  code: 'HTTP.BAD_REQUEST',
  message: '请求无法解析，未保存任何内容。请检查地址与请求头。',
  messageEn: `The request could not be read and nothing was stored. Check its address and headers. (${error instanceof Error ? error.message : 'no reason given'})`,
});
