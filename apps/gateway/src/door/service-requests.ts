import { Injectable } from '@nestjs/common';
import type { Heads, OperationName, Reply } from '@weibao/messages';
import { RequestClient } from '@weibao/service-kit';
import { StreamHub } from '../stream/stream-hub.js';
import { formatSequence, type Sequence } from '../stream/sequence.js';
import type { Answered } from './answers.js';
import { callerOf, type Door } from './door.js';

const QUERY_MS = 5000;
const COMMAND_MS = 5000;

export interface CommandAnswer {
  result: unknown;
  heads: Heads;
  commandId: string;
}

/** A reply, and the place from which a listener misses nothing that came after it. */
export type Queried<Result> = Reply<Result> & { place: Sequence };

type Passing = Pick<Door, 'caller' | 'requestId' | 'commandId'>;

/** Passes requests on to the service that owns them, in the caller's name. Nothing is decided here. */
@Injectable()
export class ServiceRequests {
  constructor(
    private readonly client: RequestClient,
    private readonly hub: StreamHub,
  ) {}

  /** A command, under the caller's command id: sent twice, it is done once. */
  async command(
    operation: OperationName,
    door: Passing,
    contract: string,
    body: Record<string, unknown>,
    commandId = door.commandId,
  ): Promise<Answered<CommandAnswer>> {
    const { actor } = callerOf(door);
    const reply = await this.client.ask(
      operation,
      { contract, actor, body, commandId, requestId: door.requestId },
      COMMAND_MS,
    );
    return reply.ok
      ? { ok: true, value: { result: reply.result, heads: reply.heads, commandId } }
      : { ok: false, error: reply.error };
  }

  /** A query. `place` is where a listener has to start so as to miss nothing that came after the answer. */
  async query<Result>(
    operation: OperationName,
    door: Passing,
    contract: string,
    body: Record<string, unknown>,
  ): Promise<Queried<Result>> {
    const noted = this.hub.sequence;
    const { actor } = callerOf(door);
    const reply = await this.client.ask<Result>(
      operation,
      { contract, actor, body, requestId: door.requestId },
      QUERY_MS,
    );
    return { ...reply, place: reply.ok ? this.hub.completeTo(contract, reply.heads, noted) : noted };
  }

  /** A query of one contract, its answer under a name of its own, with heads and sequence. */
  async one<Result, Shown extends object>(
    operation: OperationName,
    door: Passing,
    contract: string,
    body: Record<string, unknown>,
    show: (result: Result) => Shown,
  ): Promise<Answered<Shown & { heads: Heads; sequence: string }>> {
    const reply = await this.query<Result>(operation, door, contract, body);
    if (!reply.ok) return { ok: false, error: reply.error };
    return { ok: true, value: { ...show(reply.result), heads: reply.heads, sequence: formatSequence(reply.place) } };
  }
}
