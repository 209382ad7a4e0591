import { requestSubject, type Actor, type BodyOf, type OperationName, type Reply } from '@weibao/messages';
import { randomUUID } from 'node:crypto';
import type { Broker } from './broker.js';
import { refuse } from './reply.js';

export interface Question<Body> {
  contract: string;
  actor: Actor;
  body: Body;
  /** Absent: made here. Given again, the command is done once and answered the same. */
  commandId?: string;
  requestId?: string;
}

const RETRY_MS = 100;

/** Asks services. */
export class RequestClient {
  private closed = false;

  constructor(private readonly broker: Broker) {}

  /**
   * Sends an operation to the service that owns it. While nobody listens it is sent again (a command under the same id) until the time is up.
   * No answer is the refusal SERVICE.UNAVAILABLE; a command may then have been done, and is safe to send again with the same id.
   */
  ask<Result = unknown, Name extends OperationName = OperationName>(
    operation: Name,
    question: Question<Partial<BodyOf<Name>> & Record<string, unknown>>,
    timeoutMs = 5000,
  ): Promise<Reply<Result>> {
    return this.send<Result>(operation, question, timeoutMs);
  }

  /** As ask, for the operations between the services themselves. */
  async send<Result>(operation: string, question: Question<unknown>, timeoutMs = 5000): Promise<Reply<Result>> {
    const requestId = question.requestId ?? randomUUID();
    const payload = JSON.stringify({
      commandId: question.commandId ?? requestId,
      requestId,
      actor: question.actor,
      contract: question.contract,
      body: question.body,
    });
    const subject = requestSubject(operation, question.contract);
    const untilMs = Date.now() + timeoutMs;
    while (!this.closed) {
      const message = await this.broker.inbox.request(subject, payload, untilMs);
      if (message !== 'again' && message !== 'late') return message.json<Reply<Result>>();
      if (message === 'late' || Date.now() + RETRY_MS >= untilMs) break;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return unavailable(operation, requestId);
  }

  /** Nothing is sent again from now on: the process is ending. */
  close(): void {
    this.closed = true;
  }
}

function unavailable(operation: string, requestId: string): Reply<never> {
  return refuse(
    'SERVICE.UNAVAILABLE',
    `服务暂时没有应答(${operation},请求号 ${requestId})。请稍后用同一编号重试,不会重复办理。`,
    `No service answered ${operation} in time (request ${requestId}). Try again with the same command id: it is done once.`,
  );
}
