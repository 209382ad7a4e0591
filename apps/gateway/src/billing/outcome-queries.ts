import { Injectable } from '@nestjs/common';
import { outcomeLists, type Outcome } from '@weibao/exchange';
import type { Heads, Refusal } from '@weibao/messages';
import type { Answered } from '../door/answers.js';
import type { Door } from '../door/door.js';
import { ServiceRequests, type Queried } from '../door/service-requests.js';
import { formatSequence } from '../stream/sequence.js';

const TOO_LARGE = 'BILLING.OUTCOME_TOO_LARGE';
const ATTEMPTS = 3;

type Part = Partial<Outcome>;
type Asked = Queried<Part & { next?: number | null }>;
interface Question {
  asOf?: string | undefined;
  lists?: string[] | undefined;
  after?: number;
}

/**
 * The outcome of a contract. What is larger than one message is asked for list by list, a long list page by page, and put together only where
 * all parts are made of the same facts.
 */
@Injectable()
export class OutcomeQueries {
  constructor(private readonly requests: ServiceRequests) {}

  async get(
    door: Door,
    contract: string,
    question: Question,
  ): Promise<Answered<{ outcome: Part; heads: Heads; sequence: string }>> {
    let reply = await this.ask(door, contract, question);
    if (!reply.ok && reply.error.code === TOO_LARGE)
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        reply = await this.inParts(door, contract, question);
        if (reply.ok || reply.error !== changing) break;
      }
    if (!reply.ok) return { ok: false, error: reply.error };
    return {
      ok: true,
      value: { outcome: reply.result, heads: reply.heads, sequence: formatSequence(reply.place) },
    };
  }

  private ask(door: Door, contract: string, { asOf, lists, after }: Question): Promise<Asked> {
    const body = {
      ...(asOf === undefined ? {} : { asOf }),
      ...(lists === undefined ? {} : { lists }),
      ...(after === undefined ? {} : { after }),
    };
    return this.requests.query('billing.outcome.get', door, contract, body);
  }

  /** A fact that arrives in the middle changes the heads; then nothing is put together. */
  private async inParts(door: Door, contract: string, question: Question): Promise<Asked> {
    const head = await this.ask(door, contract, { ...question, lists: [] });
    if (!head.ok) return head;
    const wanted = outcomeLists.filter((list) => question.lists === undefined || question.lists.includes(list));
    const outcome: Part = { ...head.result };
    for (const list of wanted) {
      const lines: unknown[] = [];
      for (let after: number | null = 0; after !== null;) {
        const part: Asked = await this.ask(door, contract, { asOf: head.result.asOf, lists: [list], after });
        if (!part.ok) return part;
        if (JSON.stringify(part.heads) !== JSON.stringify(head.heads))
          return { ok: false, error: changing, place: head.place };
        lines.push(...(part.result[list] ?? []));
        after = part.result.next ?? null;
      }
      Object.assign(outcome, { [list]: lines });
    }
    return { ...head, result: outcome };
  }
}

const changing: Refusal = {
  code: 'SERVICE.OUTCOME_CHANGING',
  message: '结果较大且正在变化，未能取全。请用 lists 只取需要的清单，或稍后重试。',
  messageEn: 'The outcome is large and was changing while it was read. Ask with lists for what you need, or try again.',
};
