import { settleClocks, type ClockLine } from '@weibao/engine';
import { formatInstant, parseInstant, type Fact } from '@weibao/exchange';
import type { Logger, Signals } from '@weibao/service-kit';
import type { ContractFile, ContractFiles } from '../records/contract-files.js';
import type { SubjectGroup } from '../records/subject-groups.js';
import type { DueSoonLead } from './due-soon.js';
import { keyText, planSignals, type ClockSignalKind, type RaisedSignal, type SignalKey } from './planned-signals.js';
import { WatchHeap } from './watch-heap.js';

const KINDS = ['clock.due-soon.v1', 'clock.missed.v1', 'clock.cleared.v1'] as const;
/** How far ahead a due moment is compared, to see whether a wait pushes it on. */
const WAIT_PROBE_MS = 60_000;

export interface WatchParts {
  files: ContractFiles;
  signals: Signals;
  lead: DueSoonLead;
  nowMs: () => number;
  /** Reads what the other services have and this one missed while it was down; false when one of them is away. */
  catchUp: (contract: string) => Promise<boolean>;
  log: Logger;
}

/** The watch over one contract: which of its groups to look at, when, and what stands of their signals. */
export class WatchedContract {
  /** When to look at a group again, by one of its subjects. */
  private readonly moments = new WatchHeap();
  private readonly seen = new WeakMap<SubjectGroup, number>();
  /** Clocks done too late that were found not to have been open when they were missed: asked once. */
  private readonly notOpen = new Set<string>();
  private raised: Map<string, RaisedSignal> | null = null;
  private firstLook = true;

  constructor(
    readonly contract: string,
    private readonly parts: WatchParts,
  ) {}

  /** Raises what is called for now; returns when to look again, null for when a fact arrives. What fails is looked at again the next time. */
  async look(stillOurs: () => boolean): Promise<number | null> {
    const { files, log } = this.parts;
    const file = await files.open(this.contract);
    if (file.record.trial || !file.record.registered) return null;
    const raised = (this.raised ??= await this.signalsThatStand());
    const nowMs = this.parts.nowMs();
    const groups = this.groupsToLookAt(file, nowMs);
    if (groups.length === 0) return this.moments.nextAtMs();
    const revisions = new Map(groups.map((group) => [group, group.revision]));
    const { heads } = file.record;
    const settled = files.settle(file, groups, nowMs);
    const plan = planSignals({
      clocks: settled.clocks,
      lookedAt: (subject) => revisions.has(file.groups.of(subject) as SubjectGroup),
      raised,
      nowMs,
      lead: this.parts.lead,
      pushedBack: this.pushedBack(file, settled.clocks, nowMs),
      wasOpenAt: (clock, missedMs) => this.wasOpenAt(file, clock, missedMs),
    });
    if (this.firstLook && plan.signals.some((signal) => signal.kind === 'clock.missed.v1')) {
      // It may have been met while nobody watched, by a document that another service holds.
      this.firstLook = false;
      await this.parts.catchUp(this.contract);
      return this.look(stillOurs);
    }
    this.firstLook = false;
    for (const { detail, ...key } of plan.signals) {
      if (!stillOurs()) return null; // given up meanwhile: the next holder raises the rest
      const signal = { contract: this.contract, ...key, raisedAt: formatInstant(this.parts.nowMs()), detail, heads };
      if (await this.parts.signals.raise(signal)) log.info({ contract: this.contract, ...key }, 'signal raised');
      raised.set(keyText(key), { ...key, missedAt: asText(detail['missedAt']) });
    }
    for (const [group, revision] of revisions) this.seen.set(group, revision);
    this.setMoments(groups, new Set(settled.finished), plan.lookAgainAtMs, settled.changesAtMs);
    return this.moments.nextAtMs();
  }

  /** Those that have grown since, and those whose moment has come; a moment stays until its look has succeeded. */
  private groupsToLookAt(file: ContractFile, nowMs: number): SubjectGroup[] {
    const chosen = new Set(this.moments.due(nowMs).flatMap((subject) => file.groups.of(subject) ?? []));
    for (const group of file.groups.all()) if (this.seen.get(group) !== group.revision) chosen.add(group);
    return [...chosen];
  }

  /** A moment of the engine's that no clock explains, such as the renewal of a term, is one for every group that was computed with it. */
  private setMoments(
    groups: readonly SubjectGroup[],
    finished: ReadonlySet<SubjectGroup>,
    bySubject: ReadonlyMap<string, number>,
    changesAtMs: number | null,
  ): void {
    const explained = changesAtMs === null || [...bySubject.values()].some((ms) => ms <= changesAtMs);
    for (const group of groups) {
      const moments = [...group.subjects].flatMap((subject) => bySubject.get(subject) ?? []);
      if (!explained) moments.push(changesAtMs);
      const [first, ...others] = group.subjects;
      for (const subject of others) this.moments.set(subject, null);
      if (first !== undefined)
        this.moments.set(first, moments.length && !finished.has(group) ? Math.min(...moments) : null);
    }
  }

  private async signalsThatStand(): Promise<Map<string, RaisedSignal>> {
    const raised = await this.parts.signals.of(this.contract, KINDS);
    return new Map(
      raised.flatMap(({ kind, clause, subject, dueAt, detail }) => {
        if (dueAt === null) return [];
        const key: SignalKey = { kind: kind as ClockSignalKind, clause, subject, dueAt };
        return [[keyText(key), { ...key, missedAt: asText(detail['missedAt']) }] as const];
      }),
    );
  }

  /** The clocks whose due moment moves on with time, because a wait on the hospital stops them just now. */
  private pushedBack(file: ContractFile, clocks: readonly ClockLine[], nowMs: number): ReadonlySet<ClockLine> {
    const waiting = clocks.filter((clock) => file.lookup.incident(clock.subject)?.waiting);
    if (waiting.length === 0) return new Set();
    const groups = new Set(waiting.flatMap((clock) => file.groups.of(clock.subject) ?? []));
    const later = this.parts.files.settle(file, [...groups], nowMs + WAIT_PROBE_MS).clocks;
    return new Set(
      waiting.filter((clock) => !later.some((line) => sameClock(line, clock) && line.dueAt === clock.dueAt)),
    );
  }

  /** Whether the clock was overdue at the moment it was missed, by what was stored until then. */
  private wasOpenAt(file: ContractFile, clock: ClockLine, missedMs: number): boolean {
    const { clause, subject, dueAt } = clock;
    const key = keyText({ kind: 'clock.missed.v1', clause, subject, dueAt: dueAt ?? '' });
    if (this.raised?.has(key) || this.notOpen.has(key)) return false;
    const group = file.groups.of(subject);
    const stored = (fact: Fact): boolean => storedAtMs(fact) <= missedMs;
    const open =
      group !== undefined &&
      group.facts.some((fact) => stored(fact) && (fact['incident'] === subject || fact['demand'] === subject)) &&
      settleClocks(this.parts.files.inputOf(file, missedMs, file.groups.factsOf([group]).filter(stored))).clocks.some(
        (line) => sameClock(line, clock) && line.status === 'overdue',
      );
    if (!open) this.notOpen.add(key);
    return open;
  }
}

const sameClock = (a: ClockLine, b: ClockLine): boolean => a.clause === b.clause && a.subject === b.subject;

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function storedAtMs(fact: Fact): number {
  return parseInstant(fact.storedAt ?? fact.recordedAt ?? fact.at) ?? 0;
}
