import { Injectable } from '@nestjs/common';
import type { Terms } from '@weibao/contract-terms';
import { settle } from '@weibao/engine';
import { parseInstant, type Fact, type FactOf, type Outcome } from '@weibao/exchange';
import type { Heads } from '@weibao/messages';
import { ContractRecords, type ContractRecord } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';

/** The contract's record as it stands now, with the terms that it follows. */
export interface SettledRecord {
  contract: string;
  registered: FactOf<'contract.registered'>;
  terms: Terms;
  facts: readonly Fact[];
  heads: Heads;
  trial: boolean;
}

export interface Settled {
  record: SettledRecord;
  asOfMs: number;
  outcome: Outcome;
}

/** For how long an answer about "now" is given again while no fact arrives and nothing falls due: many screens ask in the same second. */
const FRESH_MS = 1000;

/** Answers for outcomes: one call of the engine over the contract's record. Everything that shows money comes from here. */
@Injectable()
export class OutcomeService {
  private readonly latest = new Map<string, Settled>();

  constructor(
    private readonly records: ContractRecords,
    private readonly terms: TermsFiles,
  ) {
    records.onDrop((contract) => this.latest.delete(contract));
  }

  /** The record; null where no contract of this id is registered or its terms are not ours. */
  async recordOf(contract: string): Promise<SettledRecord | null> {
    return this.withTerms(await this.records.get(contract));
  }

  /** The record that a command is decided on, with its terms. Throws where it has none: such a contract is not registered here. */
  withTermsOf(record: ContractRecord): SettledRecord {
    const own = this.withTerms(record);
    if (!own) throw new Error(`contract ${record.contract} follows no terms of this version`);
    return own;
  }

  /** As of any instant, however long past or ahead; null for an unknown contract. */
  async asOf(contract: string, asOfMs: number): Promise<Settled | null> {
    const record = await this.recordOf(contract);
    return record ? settled(record, asOfMs) : null;
  }

  /** As of now; null for an unknown contract. */
  async now(contract: string, nowMs: number): Promise<Settled | null> {
    const record = await this.recordOf(contract);
    return record ? this.current(record, nowMs) : null;
  }

  /** As of now, of a record just read. The same answer is given again while it holds and is fresh. */
  current(record: SettledRecord, nowMs: number): Settled {
    const last = this.latest.get(record.contract);
    if (last && stillHolds(last, record.heads, nowMs)) return last;
    const next = settled(record, momentOf(record, nowMs));
    this.latest.set(record.contract, next);
    return next;
  }

  private withTerms({ contract, registered, facts, heads, trial }: ContractRecord): SettledRecord | null {
    const terms = registered && this.terms.of({ contract, registered });
    return terms ? { contract, registered, terms, facts, heads, trial } : null;
  }
}

export function settled(record: SettledRecord, asOfMs: number): Settled {
  return { record, asOfMs, outcome: settle({ terms: record.terms, facts: record.facts, asOfMs }) };
}

export const changesAtMs = ({ outcome }: Settled): number | null =>
  outcome.changesAt === null ? null : parseInstant(outcome.changesAt);

export const sameHeads = (a: Heads, b: Heads): boolean =>
  a.incident === b.incident && a.inspection === b.inspection && a.billing === b.billing;

function stillHolds(last: Settled, heads: Heads, nowMs: number): boolean {
  const changes = changesAtMs(last);
  return (
    sameHeads(last.record.heads, heads) &&
    nowMs >= last.asOfMs &&
    nowMs - last.asOfMs < FRESH_MS &&
    (changes === null || nowMs < changes)
  );
}

/** Now, and never before the newest fact was stored: the database's clock may be a little ahead of ours, and what is stored is known. */
function momentOf(record: SettledRecord, nowMs: number): number {
  return Math.max(nowMs, newestStoredMs(record.facts));
}

/** All `storedAt` are ours, `+08:00` with or without three digits of milliseconds, so that text order is time order ('+' sorts before '.'). */
export function newestStoredMs(facts: readonly Fact[]): number {
  let newest = '';
  for (const { storedAt } of facts) if (storedAt !== undefined && storedAt > newest) newest = storedAt;
  return parseInstant(newest) ?? 0;
}
