import { Injectable } from '@nestjs/common';
import { dayFromDate, endOfDay } from '@weibao/calendar';
import {
  digestDays,
  settleClocks,
  settleDuties,
  strictestDues,
  type DigestDays,
  type StrictestDue,
} from '@weibao/engine';
import { sideOf, type Actor, type DigestView } from '@weibao/messages';
import { DutyService, type KnownRecord, type SettledDuties } from '../duties/duty.service.js';
import { digestClocks, type DigestClocks } from './digest-clocks.js';
import { digestView } from './digest.view.js';
import { waitingFor } from './waiting.js';

interface Prepared {
  days: DigestDays;
  strictest: ReadonlyMap<string, StrictestDue>;
  settled: SettledDuties;
}

@Injectable()
export class DigestService {
  private readonly prepared = new Map<string, Prepared>();

  constructor(private readonly duties: DutyService) {}

  /** The digest of a day that has begun, for one actor; null where the contract is not known here. A past day is told as it ended. */
  async of(contract: string, on: string | undefined, actor: Actor, nowMs: number): Promise<DigestView | null> {
    const prepared = await this.prepare(contract, on, nowMs);
    if (!prepared) return null;
    const { days, strictest, settled } = prepared;
    const side = sideOf(actor, settled.record.registered.parties ?? []);
    const waiting = waitingFor(actor, side, settled, settled.duties);
    const clocks = clocksOf(settled, days);
    return digestView({ contract, days, duties: settled.duties, strictest, waiting, clocks });
  }

  /** The same for nobody in particular, as it is announced; null: not known here. */
  async announced(contract: string, nowMs: number): Promise<{ view: DigestView; prepared: Prepared } | null> {
    const prepared = await this.prepare(contract, undefined, nowMs);
    if (!prepared) return null;
    const { days, strictest, settled } = prepared;
    const clocks = clocksOf(settled, days);
    return { view: digestView({ contract, days, duties: settled.duties, strictest, waiting: [], clocks }), prepared };
  }

  /** The record with its working mornings, without computing a duty. */
  async days(contract: string, nowMs: number): Promise<{ days: DigestDays; known: KnownRecord } | null> {
    const known = await this.duties.record(contract, nowMs);
    if (!known) return null;
    const { terms, facts } = known.record;
    return { days: digestDays({ terms, facts, asOfMs: known.asOfMs }), known };
  }

  private async prepare(contract: string, on: string | undefined, nowMs: number): Promise<Prepared | null> {
    const now = await this.duties.now(contract, nowMs);
    if (!now) return null;
    const { terms, facts } = now.record;
    const today = digestDays({ terms, facts, asOfMs: now.asOfMs });
    if (on !== undefined && on !== today.on) return this.past(contract, now, on);
    const before = this.prepared.get(contract);
    if (before && before.settled.duties === now.duties && before.days.on === today.on)
      return { ...before, settled: now };
    const prepared = { days: today, strictest: strictestDues({ terms, facts, asOfMs: now.asOfMs }), settled: now };
    this.prepared.set(contract, prepared);
    return prepared;
  }

  private past(contract: string, now: SettledDuties, on: string): Prepared {
    const { terms, facts } = now.record;
    const input = { terms, facts, asOfMs: endOfDay(dayFromDate(on) as number) - 1 };
    const { duties, changesAtMs } = settleDuties(input);
    const settled = {
      ...now,
      asOfMs: input.asOfMs,
      duties: duties.map((duty) => ({ contract, ...duty })),
      changesAtMs,
    };
    return { days: digestDays(input), strictest: strictestDues(input), settled };
  }
}

/** The engine's own clocks of the moment that the digest is of. */
function clocksOf({ record: { terms, facts }, asOfMs }: KnownRecord, days: DigestDays): DigestClocks {
  return digestClocks(settleClocks({ terms, facts, asOfMs }).clocks, facts, days);
}
