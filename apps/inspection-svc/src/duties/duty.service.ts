import { Injectable } from '@nestjs/common';
import type { Terms } from '@weibao/contract-terms';
import { settleDuties } from '@weibao/engine';
import { parseInstant, type Fact, type FactOf } from '@weibao/exchange';
import type { DutyView, Heads } from '@weibao/messages';
import { ContractRecords } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';

export interface DutyRecordOf {
  registered: FactOf<'contract.registered'>;
  terms: Terms;
  facts: readonly Fact[];
  heads: Heads;
  trial: boolean;
}

export interface KnownRecord {
  record: DutyRecordOf;
  asOfMs: number;
}

export interface SettledDuties extends KnownRecord {
  duties: DutyView[];
  changesAtMs: number | null;
}

/** The recurring work and documents of a contract as of now: the engine's own records, the same that billing-svc has at equal heads. */
@Injectable()
export class DutyService {
  private readonly settled = new Map<string, SettledDuties>();

  constructor(
    private readonly records: ContractRecords,
    private readonly terms: TermsFiles,
  ) {}

  /**
   * Null where no contract of this id is registered or its terms are not ours. While no fact came and the moment that the engine named has not come,
   * the duties are what they were: computed once, and asked for by every screen.
   */
  async now(contract: string, nowMs: number): Promise<SettledDuties | null> {
    const known = await this.record(contract, nowMs);
    if (!known) return null;
    const { terms, facts } = known.record;
    const before = this.settled.get(contract);
    if (
      before?.record.facts === facts &&
      before.asOfMs <= known.asOfMs &&
      (before.changesAtMs === null || known.asOfMs < before.changesAtMs)
    )
      return { ...before, ...known };
    const settled = settleDuties({ terms, facts, asOfMs: known.asOfMs });
    const duties = settled.duties.map((duty) => ({ contract, ...duty }));
    const now = { ...known, duties, changesAtMs: settled.changesAtMs };
    this.settled.set(contract, now);
    return now;
  }

  forget(contract: string): void {
    this.settled.delete(contract);
  }

  /** The record alone, with the moment as of which all of it is known. */
  async record(contract: string, nowMs: number): Promise<KnownRecord | null> {
    const { registered, facts, heads, trial } = await this.records.get(contract);
    if (!registered) return null;
    const terms = this.terms.of({ contract, registered });
    if (!terms) return null;
    return { record: { registered, terms, facts, heads, trial }, asOfMs: Math.max(nowMs, newestStoredMs(facts)) };
  }
}

/** What is stored is known: the database's clock may be a little ahead of ours. Ours are all `+08:00`, so that text order is time order. */
function newestStoredMs(facts: readonly Fact[]): number {
  let newest = '';
  for (const { storedAt } of facts) if (storedAt !== undefined && storedAt > newest) newest = storedAt;
  return parseInstant(newest) ?? 0;
}
