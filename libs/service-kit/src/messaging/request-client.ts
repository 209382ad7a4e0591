import { requestSubject, type Actor, type BodyOf, type OperationName, type Reply } from '@weibao/messages';
import { randomUUID } from 'node:crypto';
import { createInbox, type Msg } from 'nats';
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

interface Waiting {
  resolve: (message: Msg | 'again' | 'late') => void;
  untilMs: number;
}

const NO_RESPONDERS = 503;
const RETRY_MS = 100;

/**
 * Asks services over one shared inbox with one timer for all requests: nats.js keeps a timer and a promise chain for each,
 * which costs more than the request itself (measured: this way does 2.5 times as many).
 */
export class RequestClient {
  private readonly prefix = createInbox();
  private readonly waiting = new Map<string, Waiting>();
  private readonly sweeper: NodeJS.Timeout;
  private count = 0;
  private closed = false;

  constructor(private readonly broker: Broker) {
    broker.connection.subscribe(`${this.prefix}.*`, { callback: (_error, message) => this.arrived(message) });
    // What was asked of the broker before it went may have gone with it. Asking twice does no harm: a command has its id.
    broker.onReconnect(() => this.sweep(Number.POSITIVE_INFINITY, 'again'));
    this.sweeper = setInterval(() => this.sweep(Date.now()), 50);
    this.sweeper.unref();
  }

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
    const untilMs = Date.now() + timeoutMs;
    for (;;) {
      const message = await this.once(requestSubject(operation, question.contract), payload, untilMs);
      if (message !== 'again' && message !== 'late') return message.json<Reply<Result>>();
      if (message === 'late' || this.closed || Date.now() + RETRY_MS >= untilMs)
        return unavailable(operation, requestId);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  /** Everything still asked, and asked from now on, is answered as unavailable: the process is ending. */
  close(): void {
    this.closed = true;
    clearInterval(this.sweeper);
    this.sweep(Number.POSITIVE_INFINITY);
  }

  private once(subject: string, payload: string, untilMs: number): Promise<Msg | 'again' | 'late'> {
    if (this.closed) return Promise.resolve('late');
    return new Promise((resolve) => {
      const token = (this.count++).toString(36);
      this.waiting.set(token, { resolve, untilMs });
      try {
        this.broker.connection.publish(subject, payload, { reply: `${this.prefix}.${token}` });
      } catch {
        this.waiting.delete(token); // the connection is closed for good: the process is ending
        resolve('late');
      }
    });
  }

  private arrived(message: Msg): void {
    const token = message.subject.slice(this.prefix.length + 1);
    const waiting = this.waiting.get(token);
    if (!waiting) return; // answered after its time
    this.waiting.delete(token);
    waiting.resolve(message.headers?.code === NO_RESPONDERS ? 'again' : message);
  }

  private sweep(nowMs: number, how: 'again' | 'late' = 'late'): void {
    for (const [token, waiting] of this.waiting) {
      if (waiting.untilMs > nowMs) continue;
      this.waiting.delete(token);
      waiting.resolve(how);
    }
  }
}

function unavailable(operation: string, requestId: string): Reply<never> {
  return refuse(
    'SERVICE.UNAVAILABLE',
    `服务暂时没有应答(${operation},请求号 ${requestId})。请稍后用同一编号重试,不会重复办理。`,
    `No service answered ${operation} in time (request ${requestId}). Try again with the same command id: it is done once.`,
  );
}
