import { Injectable } from '@nestjs/common';
import type { Heads, OperationName, Refusal } from '@weibao/messages';
import type { Answered } from '../door/answers.js';
import { callerOf, type Door } from '../door/door.js';
import { ServiceRequests, type Queried } from '../door/service-requests.js';
import { earlier, formatSequence } from '../stream/sequence.js';
import { StreamHub } from '../stream/stream-hub.js';
import { OwnContracts } from './own-contracts.js';

/** A contract that could not be asked just now. It is named, so that a screen shows the gap and never takes it for "nothing". */
export interface Missing {
  contract: string;
  code: string;
  message: string;
}

export interface Merged<Result> {
  results: { contract: string; result: Result }[];
  rest: { heads: Record<string, Heads>; missing: Missing[]; sequence: string };
}

/** Asks one question for each contract of the caller at once and lays the answers side by side. */
@Injectable()
export class MergedQueries {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly contracts: OwnContracts,
    private readonly hub: StreamHub,
  ) {}

  /** One operation with the same body for each contract. */
  ask<Result>(operation: OperationName, door: Door, body: Record<string, unknown>): Promise<Answered<Merged<Result>>> {
    return this.each(door, (contract) => this.requests.query<Result>(operation, door, contract, body));
  }

  async each<Result>(
    door: Door,
    question: (contract: string) => Promise<Queried<Result>>,
  ): Promise<Answered<Merged<Result>>> {
    let place = this.hub.sequence;
    const own = await this.contracts.of(callerOf(door), door.requestId);
    if (!own.ok) return { ok: false, error: own.error };
    const replies = await Promise.all(
      own.result.map(async ({ contract }) => ({
        contract,
        reply: await question(contract),
      })),
    );
    const merged: Merged<Result> = { results: [], rest: { heads: {}, missing: [], sequence: '' } };
    let refusal: Refusal | null = null;
    for (const { contract, reply } of replies) {
      if (reply.ok) {
        merged.results.push({ contract, result: reply.result });
        merged.rest.heads[contract] = reply.heads;
        place = earlier(place, reply.place);
      } else {
        refusal ??= reply.error;
        merged.rest.missing.push({ contract, code: reply.error.code, message: reply.error.message });
      }
    }
    if (refusal && merged.results.length === 0) return { ok: false, error: refusal };
    merged.rest.sequence = formatSequence(place);
    return { ok: true, value: merged };
  }
}
