import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { settleClocks, type ClockLine } from '@weibao/engine';
import { formatInstant, parseInstant, type Fact } from '@weibao/exchange';
import { ContractRecords, Leases, LOGGER, Signals, type ContractRecord, type Logger } from '@weibao/service-kit';
import { RecordLookup } from '../incidents/record-lookup.js';
import { TermsLibrary } from '../terms/terms-library.js';
import { Alarm, machineTime, type Timepiece } from './alarm.js';
import type { DueSoonLead } from './due-soon.js';
import { keyText, planSignals, type ClockSignalKind, type RaisedSignal, type SignalKey } from './planned-signals.js';

export const WATCH_TERMS = Symbol('terms of the watch');

/** Terms of the house for the watch. */
export interface WatchTerms {
  lead: DueSoonLead;
  leaseMs: number; // after so long without renewal another instance takes a contract's watch over
}

const LEASE = 'clock-watch';
const KINDS = ['clock.due-soon.v1', 'clock.missed.v1', 'clock.cleared.v1'] as const;
/** After a failure, such as a database that is away, a contract is looked at again so much later. */
const RETRY_MS = 2000;

interface Watched {
  raised: Map<string, RaisedSignal> | null; // null: not read yet
  /** Clocks done too late that were found not to have been open when they were missed: asked once. */
  notOpen: Set<string>;
  examining: boolean;
  again: boolean; // the record grew while it was being looked at
}

/**
 * Raises due-soon and missed at their moment, and takes back what a later entry clears. One instance watches a contract, by a lease; all it
 * knows it can read again from facts and signals, so a restart or a takeover goes on where the other stopped. Trials are not watched.
 */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watched = new Map<string, Watched>();
  private readonly time: Timepiece = machineTime;
  private readonly alarm = new Alarm(this.time, (contract) => this.look(contract));
  private readonly stops: (() => void)[] = [];
  private stopRenewal: () => void = () => undefined;
  private running = false;

  constructor(
    private readonly records: ContractRecords,
    private readonly signals: Signals,
    private readonly leases: Leases,
    private readonly library: TermsLibrary,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(WATCH_TERMS) private readonly terms: WatchTerms,
  ) {}

  onApplicationBootstrap(): void {
    this.running = true;
    this.stops.push(this.records.onChange((contract) => void this.changed(contract)));
    this.stops.push(this.records.onDrop((contract) => this.forget(contract)));
    void this.renew();
  }

  /** Stops looking and gives the contracts to the other instances. */
  async onApplicationShutdown(): Promise<void> {
    this.running = false;
    this.stopRenewal();
    this.alarm.stop();
    for (const stop of this.stops.splice(0)) stop();
    this.watched.clear();
    await this.leases
      .release(LEASE)
      .catch((error: unknown) => this.log.warn({ err: error }, 'the watch kept its leases'));
  }

  /** Renews the leases, takes over those that ran out, and lets go of those that another instance took. */
  private async renew(): Promise<void> {
    if (!this.running) return;
    try {
      const known = (await this.records.contracts()).filter((contract) => !contract.startsWith('trial-'));
      const held = await this.leases.holdMany(known, LEASE, this.terms.leaseMs);
      if (!this.running) return;
      for (const contract of this.watched.keys()) if (!held.has(contract)) this.forget(contract);
      for (const contract of held) if (!this.watched.has(contract)) this.take(contract);
    } catch (error) {
      this.log.warn({ err: error }, 'the leases of the clock watch were not renewed; trying again');
    }
    if (this.running) this.stopRenewal = this.time.after(this.terms.leaseMs / 3, () => void this.renew());
  }

  private take(contract: string): void {
    this.watched.set(contract, { raised: null, notOpen: new Set(), examining: false, again: false });
    this.look(contract);
  }

  private forget(contract: string): void {
    this.watched.delete(contract);
    this.alarm.set(contract, null);
  }

  private async changed(contract: string): Promise<void> {
    if (this.watched.has(contract)) return this.look(contract);
    if (!this.running || contract.startsWith('trial-')) return;
    // A contract that is new here: its first clocks should not wait for the next renewal.
    const held = await this.leases.hold(contract, LEASE, this.terms.leaseMs).catch(() => false);
    if (held && this.running && !this.watched.has(contract)) this.take(contract);
  }

  private look(contract: string): void {
    void this.examine(contract);
  }

  /** One look at a time for each contract; what arrives meanwhile makes it look once more. */
  private async examine(contract: string): Promise<void> {
    const watched = this.watched.get(contract);
    if (!watched) return;
    if (watched.examining) {
      watched.again = true;
      return;
    }
    watched.examining = true;
    try {
      do {
        watched.again = false;
        const lookAgainAtMs = await this.raiseWhatIsDue(contract, watched);
        if (this.watched.get(contract) === watched) this.alarm.set(contract, lookAgainAtMs);
      } while (watched.again && this.running);
    } catch (error) {
      this.log.error({ err: error, contract }, 'the clocks could not be looked at; trying again');
      if (this.watched.get(contract) === watched) this.alarm.set(contract, this.time.nowMs() + RETRY_MS);
    } finally {
      watched.examining = false;
    }
  }

  /** Raises what the clocks call for now; returns when to look again. */
  private async raiseWhatIsDue(contract: string, watched: Watched): Promise<number | null> {
    const record = await this.records.get(contract);
    if (record.trial || !record.registered) return null;
    const raised = (watched.raised ??= await this.signalsOf(contract));
    const nowMs = this.time.nowMs();
    const terms = this.library.of(record);
    const settled = settleClocks({ terms, facts: record.facts, asOfMs: nowMs });
    const plan = planSignals({
      ...settled,
      raised,
      nowMs,
      lead: this.terms.lead,
      pushedBack: this.pushedBack(record, settled.clocks, nowMs),
      wasOpenAt: (clock, missedMs) => this.wasOpenAt(record, watched, clock, missedMs),
    });
    for (const { detail, ...key } of plan.signals) {
      if (!this.watched.has(contract)) return null; // given up meanwhile: the next holder raises the rest
      const raisedAt = formatInstant(this.time.nowMs());
      const isNew = await this.signals.raise({ contract, ...key, raisedAt, detail, heads: record.heads });
      raised.set(keyText(key), { ...key, missedAt: asText(detail['missedAt']) });
      if (isNew) this.log.info({ contract, ...key }, 'signal raised');
    }
    return plan.lookAgainAtMs;
  }

  private async signalsOf(contract: string): Promise<Map<string, RaisedSignal>> {
    const raised = await this.signals.of(contract, KINDS);
    return new Map(
      raised.flatMap(({ kind, clause, subject, dueAt, detail }) => {
        if (dueAt === null) return [];
        const key: SignalKey = { kind: kind as ClockSignalKind, clause, subject, dueAt };
        return [[keyText(key), { ...key, missedAt: asText(detail['missedAt']) }] as const];
      }),
    );
  }

  /** The clocks whose due moment moves on with time, because a wait on the hospital stops them just now. */
  private pushedBack(record: ContractRecord, clocks: readonly ClockLine[], nowMs: number): ReadonlySet<ClockLine> {
    const pushed = new Set<ClockLine>();
    const lookup = new RecordLookup(record.facts);
    const waiting = new Set(
      clocks.map((clock) => clock.subject).filter((subject) => lookup.incident(subject)?.waiting),
    );
    if (waiting.size === 0) return pushed;
    const input = { terms: this.library.of(record), facts: record.facts, asOfMs: nowMs + 60_000 };
    const later = settleClocks(input).clocks;
    for (const clock of clocks)
      if (waiting.has(clock.subject) && !later.some((line) => sameClock(line, clock) && line.dueAt === clock.dueAt))
        pushed.add(clock);
    return pushed;
  }

  /** Whether the clock was overdue at the moment it was missed, by what was stored until then. */
  private wasOpenAt(record: ContractRecord, watched: Watched, clock: ClockLine, missedMs: number): boolean {
    const key = keyText({
      kind: 'clock.missed.v1',
      clause: clock.clause,
      subject: clock.subject,
      dueAt: clock.dueAt ?? '',
    });
    if (watched.raised?.has(key) || watched.notOpen.has(key)) return false;
    const known = record.facts.filter((fact) => storedAtMs(fact) <= missedMs);
    const reported = known.some((fact) => fact['incident'] === clock.subject || fact['demand'] === clock.subject);
    const open =
      reported &&
      settleClocks({ terms: this.library.of(record), facts: known, asOfMs: missedMs }).clocks.some(
        (line) => sameClock(line, clock) && line.status === 'overdue',
      );
    if (!open) watched.notOpen.add(key);
    return open;
  }
}

const sameClock = (a: ClockLine, b: ClockLine): boolean => a.clause === b.clause && a.subject === b.subject;

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function storedAtMs(fact: Fact): number {
  return parseInstant(fact.storedAt ?? fact.recordedAt ?? fact.at) ?? 0;
}
