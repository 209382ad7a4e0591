import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Logger } from '@weibao/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';
import { refusals, RefusedError } from './refusals.js';
import type { BodyOfRoute, ParamsOf, QueryOf } from './route.js';

/** What a handler gets of a request that has passed the door: who it is, and its input, parsed. */
export interface Door<R = unknown> {
  requestId: string;
  commandId: string;
  /** Whether the caller chose the command id, or one was made here. */
  hasOwnCommandId: boolean;
  address: string;
  secure: boolean;
  caller: Caller | null;
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOfRoute<R>;
  log: Logger;
}

export type DoorRequest = FastifyRequest & { door?: Door };
export type DoorReply = FastifyReply;

/** The parameter of a handler: `handle(@Through() door: Door<typeof someRoute>)`. */
export const Through = createParamDecorator((_data: unknown, context: ExecutionContext): Door => {
  const { door } = context.switchToHttp().getRequest<DoorRequest>();
  if (!door) throw new Error('a handler was reached without passing the door');
  return door;
});

/** The caller of a route that is not open to everybody. */
export function callerOf(door: Pick<Door, 'caller'>): Caller {
  if (!door.caller) throw new RefusedError(refusals.notSignedIn);
  return door.caller;
}
