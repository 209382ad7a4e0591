import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Refusal } from '@weibao/messages';
import { LOGGER, type Logger } from '@weibao/service-kit';
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
    if (status >= 500) this.log.error({ err: error, requestId: request.id, code: refusal.code }, 'a request failed');
    if (reply.sent) return;
    if (error instanceof RefusedError)
      for (const [name, value] of Object.entries(error.headers)) reply.header(name, value);
    if (status === 503) reply.header('Retry-After', '1');
    void reply
      .status(status)
      .header('Cache-Control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ error: { ...refusal, requestId: request.id } }));
  }

  private refusalOf(error: unknown, request: DoorRequest): Refusal {
    if (error instanceof RefusedError) return error.refusal;
    const code = (error as { code?: unknown } | null)?.code;
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return bodyTooLarge(request.routeOptions?.bodyLimit ?? DEFAULT_LIMIT_BYTES);
    if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refusals.notJson;
    const status =
      error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
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
