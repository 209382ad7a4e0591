import type { Actor, BodyOf, Envelope, OperationName } from '@weibao/messages';
import type { Logger } from 'pino';

/** A request that was parsed and allowed: what a handler gets. */
export interface Call<Name extends OperationName = OperationName> {
  operation: string;
  envelope: Envelope;
  actor: Actor;
  contract: string;
  body: BodyOf<Name>;
  requestId: string;
  log: Logger;
}
