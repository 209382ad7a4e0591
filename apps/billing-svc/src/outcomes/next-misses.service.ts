import { Injectable } from '@nestjs/common';
import { nextMisses } from '@weibao/engine';
import { formatInstant } from '@weibao/exchange';
import type { NextMissesView, NextMissView } from '@weibao/messages';
import { ContractRecords } from '@weibao/service-kit';
import { sameHeads, type SettledRecord } from './outcome.service.js';
import { titlesOf } from './posture.view.js';

/** Due moments move with the clock, what a miss costs hardly does: an answer is given again for a while if no fact arrived. */
const FRESH_MS = 300_000;

interface Answered {
  record: SettledRecord;
  asOfMs: number;
  misses: Promise<NextMissView[]>;
}

/** What the next miss would cost: the engine with one hypothetical incident added, target by target. */
@Injectable()
export class NextMisses {
  private readonly latest = new Map<string, Answered>();

  constructor(records: ContractRecords) {
    records.onDrop((contract) => this.latest.delete(contract));
  }

  async of(record: SettledRecord, nowMs: number): Promise<NextMissesView> {
    const { contract } = record;
    const last = this.latest.get(contract);
    const holds = last && sameHeads(last.record.heads, record.heads) && nowMs - last.asOfMs < FRESH_MS;
    const answered = holds ? last : { record, asOfMs: nowMs, misses: computed(record, nowMs) };
    this.latest.set(contract, answered);
    return { contract, asOf: formatInstant(answered.asOfMs), misses: await answered.misses };
  }
}

async function computed({ terms, facts }: SettledRecord, asOfMs: number): Promise<NextMissView[]> {
  const misses: NextMissView[] = [];
  for (const miss of nextMisses({ terms, facts, asOfMs })) {
    misses.push({
      ...miss,
      counters: miss.counters.map((counter) => ({ ...counter, ...titlesOf(counter, terms) })),
    });
    // Two settlements a target: whoever asks for something else meanwhile is answered in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return misses;
}
