import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { parseInstant, type Outcome } from '@weibao/exchange';
import { MAX_MESSAGE_BYTES, type Heads, type PostureView, type Reply } from '@weibao/messages';
import { answer, refuse, type Call } from '@weibao/service-kit';
import { noSuchContract } from '../contracts/contract.refusals.js';
import { isOutcomeList, outcomeLists } from './outcome-changes.js';
import { OutcomeService } from './outcome.service.js';
import { postureView } from './posture.view.js';

/** Room for what surrounds the outcome in a reply. */
const LARGEST_OUTCOME_BYTES = MAX_MESSAGE_BYTES - 4096;

@Controller()
export class OutcomeController {
  constructor(private readonly outcomes: OutcomeService) {}

  /** The outcome as of a moment, now unless told; `lists` keeps those lists only. The heads say which facts it is made of. */
  @MessagePattern('billing.outcome.get')
  async outcome({ contract, body }: Call<'billing.outcome.get'>): Promise<Reply<Partial<Outcome>>> {
    const unknown = (body.lists ?? []).filter((name) => !isOutcomeList(name));
    if (unknown.length) return noSuchList(unknown);
    const asOfMs = body.asOf === undefined ? null : parseInstant(body.asOf);
    const settled =
      asOfMs === null ? await this.outcomes.now(contract, Date.now()) : await this.outcomes.asOf(contract, asOfMs);
    if (!settled) return noSuchContract(contract);
    return withinOneMessage(onlyLists(settled.outcome, body.lists), settled.record.heads);
  }

  /** What the wall shows of the outcome now: states and reasons, no yuan. */
  @MessagePattern('billing.posture.get')
  async posture({ contract }: Call<'billing.posture.get'>): Promise<Reply<PostureView>> {
    const settled = await this.outcomes.now(contract, Date.now());
    if (!settled) return noSuchContract(contract);
    const { registered, terms, heads } = settled.record;
    return answer(postureView(contract, registered.name ?? terms.nameZh, terms, settled.outcome), heads);
  }
}

export function onlyLists(outcome: Outcome, lists: readonly string[] | undefined): Partial<Outcome> {
  if (lists === undefined) return outcome;
  const left = outcomeLists.filter((list) => !lists.includes(list));
  return Object.fromEntries(Object.entries(outcome).filter(([name]) => !(left as string[]).includes(name)));
}

/** No message above 256 KB: a larger outcome is refused with the size of each list, so that the caller can ask list by list. */
export function withinOneMessage(outcome: Partial<Outcome>, heads: Heads): Reply<Partial<Outcome>> {
  if (bytesOf(outcome) <= LARGEST_OUTCOME_BYTES) return answer(outcome, heads);
  const sizes = outcomeLists
    .filter((list) => outcome[list] !== undefined)
    .map((list) => ({ list, lines: outcome[list]?.length ?? 0, bytes: bytesOf(outcome[list]) }))
    .filter(({ bytes }) => bytes > 2); // an empty list is `[]`
  const shown = sizes.map(({ list, lines, bytes }) => `${list} ${lines} (${Math.ceil(bytes / 1024)} KB)`).join(', ');
  return refuse(
    'BILLING.OUTCOME_TOO_LARGE',
    `结果超过一条消息的上限（256 KB）：${shown}。请用 lists 只取需要的清单，分次查询。`,
    `The outcome is larger than one message (256 KB): ${shown}. Ask with lists for some of them at a time.`,
    sizes
      .filter(({ bytes }) => bytes > LARGEST_OUTCOME_BYTES)
      .map(({ list, lines }) => ({ place: `lists.${list}`, message: `is too large by itself (${lines} lines)` })),
  );
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

function noSuchList(names: readonly string[]): Reply<never> {
  return refuse(
    'BILLING.UNKNOWN_LIST',
    `结果中没有清单 ${names.join('、')}；可选：${outcomeLists.join('、')}。`,
    `The outcome has no list ${names.join(', ')}; choose from ${outcomeLists.join(', ')}.`,
    names.map((name) => ({ place: 'lists', message: `expected one of ${outcomeLists.join(', ')}, got "${name}"` })),
  );
}
