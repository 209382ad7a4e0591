import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { faultsOf } from '@weibao/exchange';
import {
  envelopeSchema,
  isContractId,
  MAX_MESSAGE_BYTES,
  operations,
  requestPattern,
  type Envelope,
  type Operation,
  type Reply,
  type Service,
} from '@weibao/messages';
import type { Msg, Subscription } from 'nats';
import type { Logger } from 'pino';
import { isObservable, lastValueFrom } from 'rxjs';
import type { FactStore } from '../facts/fact-store.js';
import type { ProcessMetrics, RequestEnd } from '../runtime/process-metrics.js';
import type { Broker } from './broker.js';
import type { Call } from './call.js';
import type { Guard } from './guard.js';
import { refuse } from './reply.js';
import { placeOfUnstorable, STORABLE } from './storable-text.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each operation's handler takes its own call
export type Handler = (call: any) => Promise<Reply> | Reply;

/** An operation that the kit itself answers, for every service. */
export interface BuiltIn {
  operation: Operation;
  handler: Handler;
}

/**
 * Nest's transport over our subjects: one queue group for each operation of the service. Envelope, guard, body, handler, reply: in this order, for
 * every operation, here and nowhere else. Nest's own NATS transport knows neither queue per operation nor the envelope.
 */
export class RequestServer extends Server implements CustomTransportStrategy {
  private readonly subscriptions: Subscription[] = [];
  private readonly inFlight = new Set<Promise<void>>();

  constructor(
    private readonly broker: Broker,
    private readonly service: Service,
    private readonly builtIns: Readonly<Record<string, BuiltIn>>,
    private readonly guard: Guard,
    private readonly store: FactStore,
    private readonly log: Logger,
    private readonly metrics: ProcessMetrics,
  ) {
    super();
  }

  /** Throws when an operation of the service has no handler, or a handler no operation: said at start, not at the first request. */
  listen(listening: (error?: unknown) => void): void {
    const wanted: Record<string, Operation> = Object.fromEntries(
      Object.entries(operations as Record<string, Operation>).filter(([, op]) => op.service === this.service),
    );
    const known = new Set([...Object.keys(wanted), ...Object.keys(this.builtIns)]);
    const missing = Object.keys(wanted).filter((name) => !this.messageHandlers.has(name) && !this.builtIns[name]);
    const unknown = [...this.messageHandlers.keys()].filter((name) => !known.has(name));
    if (missing.length + unknown.length > 0) {
      listening(
        new Error(
          `${this.service}: no handler for ${missing.join(', ') || '–'}; no operation for ${unknown.join(', ') || '–'}`,
        ),
      );
      return;
    }
    for (const name of known) {
      const builtIn = this.builtIns[name];
      const nest = this.messageHandlers.get(name);
      const operation = (wanted[name] ?? builtIn?.operation) as Operation;
      const handler = nest ? (call: Call) => settled(nest(call)) : (builtIn as BuiltIn).handler;
      this.subscriptions.push(
        this.broker.connection.subscribe(requestPattern(name), {
          queue: this.service,
          callback: (_error, message) => {
            const served = this.serve(name, operation, handler, message).finally(() => this.inFlight.delete(served));
            this.inFlight.add(served);
          },
        }),
      );
    }
    listening();
  }

  /** Takes no more requests, and waits for those that were taken. */
  async close(): Promise<void> {
    await Promise.all(this.subscriptions.splice(0).map((subscription) => subscription.drain().catch(() => undefined)));
    await Promise.allSettled([...this.inFlight]);
  }

  on(): void {
    // Nest forwards transport events here; the broker logs its own.
  }

  unwrap<T>(): T {
    return this.broker.connection as T;
  }

  private async serve(name: string, operation: Operation, handler: Handler, message: Msg): Promise<void> {
    const startedMs = performance.now();
    let requestId = '-';
    let text: string;
    let end: RequestEnd = 'refused';
    try {
      const envelope = readEnvelope(message);
      if ('ok' in envelope) text = JSON.stringify(envelope);
      else {
        requestId = envelope.requestId;
        const reply = await this.handle(name, operation, handler, envelope);
        text = replyText(name, reply);
        if (reply?.ok) end = 'ok';
      }
    } catch (error) {
      this.log.error({ err: error, requestId, operation: name }, 'a request failed');
      text = JSON.stringify(internal(requestId));
      end = 'failed';
    }
    this.metrics.answered(name, end, (performance.now() - startedMs) / 1000);
    if (!message.reply || this.broker.connection.isClosed()) return; // nobody waits any more
    message.respond(text);
  }

  private async handle(
    name: string,
    operation: Operation,
    handler: Handler,
    envelope: Envelope,
  ): Promise<Reply | undefined> {
    const { actor, contract, requestId } = envelope;
    const refusal = await this.guard.refusal(operation.allowed, actor, contract);
    if (refusal) return refusal;
    const body = operation.body.safeParse(envelope.body);
    if (!body.success) return invalid(faultsOf(body.error));
    const unstorable = placeOfUnstorable(body.data);
    if (unstorable !== null) return invalid([{ place: unstorable, message: STORABLE }]);
    const log = this.log.child({ requestId, operation: name, contract });
    const call = { operation: name, envelope, actor, contract, body: body.data, requestId, log };
    const startedMs = performance.now();
    // Row security below the guard. A command's handler writes, and would pay a round trip for each look: there the guard stands alone.
    const isOfOneContract =
      operation.kind === 'query' && operation.allowed.parts.length > 0 && actor.role !== 'service';
    const reply: Reply | undefined = await (isOfOneContract
      ? this.store.database.readingOf([contract], () => handler(call))
      : handler(call));
    const code = reply?.ok === false ? { code: reply.error.code } : {};
    log[operation.kind === 'command' ? 'info' : 'debug'](
      { ok: reply?.ok, ...code, ms: Math.round(performance.now() - startedMs) },
      'answered',
    );
    // A command that was done before is answered as it was then, though by now its handler finds it done and refuses.
    if (reply?.ok === false && operation.kind === 'command') return (await this.store.priorReply(call)) ?? reply;
    return reply;
  }
}

function replyText(operation: string, reply: Reply | undefined): string {
  if (reply === undefined) throw new Error(`the handler of ${operation} returned nothing`);
  const text = JSON.stringify(reply);
  return Buffer.byteLength(text) > MAX_MESSAGE_BYTES ? JSON.stringify(tooLarge(operation)) : text;
}

async function settled(result: unknown): Promise<Reply> {
  const value: unknown = await result;
  return (isObservable(value) ? await lastValueFrom(value) : value) as Reply;
}

function readEnvelope(message: Msg): Envelope | Reply<never> {
  let json: unknown;
  try {
    json = message.json();
  } catch {
    return invalid([{ place: 'envelope', message: 'is not JSON' }]);
  }
  const parsed = envelopeSchema.safeParse(json);
  if (!parsed.success) return invalid(faultsOf(parsed.error, 'envelope'));
  const envelope = parsed.data as Envelope;
  const unstorable = placeOfUnstorable([envelope.commandId, envelope.requestId]);
  // Permissions are given by subject: what the envelope says must be what the subject allowed.
  const token = message.subject.slice(message.subject.lastIndexOf('.') + 1);
  if (unstorable !== null || envelope.contract !== token || !isContractId(token))
    return invalid([{ place: 'envelope.contract', message: `expected the contract id of the subject, "${token}"` }]);
  return envelope;
}

function invalid(faults: { place: string; message: string }[]): Reply<never> {
  const lines = faults.map((fault) => `${fault.place}: ${fault.message}`).join('; ');
  return refuse(
    'REQUEST.INVALID',
    `请求内容有 ${faults.length} 处不符合要求,没有保存:${lines}。请改正后重新提交。`,
    `The request has ${faults.length} fault(s), nothing was stored: ${lines}. Correct them and send it again.`,
    faults,
  );
}

function internal(requestId: string): Reply<never> {
  return refuse(
    'INTERNAL',
    `系统内部故障(请求号 ${requestId})。请稍后用同一编号重试;仍不成功时,把请求号告诉管理员。`,
    `An internal fault (request ${requestId}). Try again with the same command id; if it stays, tell an administrator the request id.`,
  );
}

function tooLarge(operation: string): Reply<never> {
  return refuse(
    'REPLY.TOO_LARGE',
    `${operation} 的结果超过 ${MAX_MESSAGE_BYTES / 1024} KB,不能一次返回。请缩小范围或分页查询。`,
    `The answer of ${operation} is larger than ${MAX_MESSAGE_BYTES / 1024} KB. Ask for less, or page by page.`,
  );
}
