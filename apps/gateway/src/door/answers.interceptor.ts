import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Reply } from '@weibao/messages';
import { map, type Observable } from 'rxjs';
import type { DoorReply } from './door.js';
import { RefusedError } from './refusals.js';

/** A handler's answer, or why there is none: services' refusals travel as values to here. */
export type Answered<T> = { ok: true; value: T } | { ok: false; error: (Reply & { ok: false })['error'] };

/** Lays answers on the line and turns refusals into errors with their status. API answers are never cached. */
@Injectable()
export class AnswersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<DoorReply>();
    return next.handle().pipe(
      map((answered) => {
        if (!isAnswered(answered)) return answered;
        if (!answered.ok) throw new RefusedError(answered.error);
        reply.header('Cache-Control', 'no-store');
        return answered.value;
      }),
    );
  }
}

function isAnswered(value: unknown): value is Answered<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && ('value' in value || 'error' in value);
}
