import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ContractRecords, FactCopies, Leases, LOGGER, Signals, type Logger } from '@weibao/service-kit';
import { ContractFiles } from '../records/contract-files.js';
import { Alarm, machineTime, type Timepiece } from './alarm.js';
import type { DueSoonLead } from './due-soon.js';
import { WatchedContract } from './watched-contract.js';

export const WATCH_TERMS = Symbol('terms of the watch');

/** Terms of the house for the watch. */
export interface WatchTerms {
  lead: DueSoonLead;
  leaseMs: number; // after so long without renewal another instance takes a contract's watch over
}

const LEASE = 'clock-watch';
/** After a failure, such as a database that is away, a contract is looked at again so much later. */
const RETRY_MS = 1000;
/** Facts may arrive faster than clocks can be computed: looking takes at most one part in so many, commands have the rest. */
const REST_PARTS = 3;

interface Holding {
  watch: WatchedContract;
  looking: boolean;
  again: boolean; // the record grew, or a moment came, while it was being looked at
}

/**
 * Raises due-soon and missed at their moment, and takes back what a later entry clears. One instance watches a contract, by a lease; all it
 * knows it can read again from facts and signals, so a restart or a takeover goes on where the other stopped. Trials are not watched.
 */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly held = new Map<string, Holding>();
  private readonly time: Timepiece = machineTime;
  private readonly alarm = new Alarm(this.time, (contract) => void this.look(contract));
  /** Contracts whose record has grown, in the order in which they will be looked at. */
  private readonly grown = new Set<string>();
  private draining = false;
  private readonly stops: (() => void)[] = [];
  private stopRenewal: () => void = () => undefined;
  private running = false;

  constructor(
    private readonly records: ContractRecords,
    private readonly files: ContractFiles,
    private readonly signals: Signals,
    private readonly leases: Leases,
    private readonly copies: FactCopies,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(WATCH_TERMS) private readonly terms: WatchTerms,
  ) {}

  onApplicationBootstrap(): void {
    this.running = true;
    this.stops.push(this.records.onChange((contract) => void this.changed(contract)));
    this.stops.push(this.records.onDrop((contract) => this.letGo(contract)));
    void this.renew();
  }

  /** Stops looking and gives the contracts to the other instances. */
  async onApplicationShutdown(): Promise<void> {
    this.running = false;
    this.stopRenewal();
    this.alarm.stop();
    for (const stop of this.stops.splice(0)) stop();
    this.held.clear();
    await this.leases
      .release(LEASE)
      .catch((error: unknown) => this.log.warn({ err: error }, 'the watch kept its leases'));
  }

  /** Renews the leases, takes over those that ran out, and lets go of those that another instance took. */
  private async renew(): Promise<void> {
    if (!this.running) return;
    try {
      const known = (await this.records.contracts()).filter(isWatched);
      const held = await this.leases.holdMany(known, LEASE, this.terms.leaseMs);
      if (!this.running) return;
      for (const contract of this.held.keys()) if (!held.has(contract)) this.letGo(contract);
      for (const contract of held) if (!this.held.has(contract)) this.take(contract);
    } catch (error) {
      this.log.warn({ err: error }, 'the leases of the clock watch were not renewed; trying again');
    }
    if (this.running) this.stopRenewal = this.time.after(this.terms.leaseMs / 3, () => void this.renew());
  }

  private take(contract: string): void {
    const { files, signals, log, time } = this;
    const catchUp = (behind: string): Promise<boolean> => this.copies.catchUp(behind);
    const parts = { files, signals, log, catchUp, lead: this.terms.lead, nowMs: () => time.nowMs() };
    this.held.set(contract, { watch: new WatchedContract(contract, parts), looking: false, again: false });
    void this.look(contract);
  }

  private letGo(contract: string): void {
    this.held.delete(contract);
    this.grown.delete(contract);
    this.alarm.set(contract, null);
  }

  private async changed(contract: string): Promise<void> {
    if (!this.running || !isWatched(contract)) return;
    if (this.held.has(contract)) {
      this.grown.add(contract);
      if (!this.draining) void this.drain();
      return;
    }
    // A contract that is new here: its first clocks should not wait for the next renewal.
    const ours = await this.leases.hold(contract, LEASE, this.terms.leaseMs).catch(() => false);
    if (ours && this.running && !this.held.has(contract)) this.take(contract);
  }

  /** Looks at what has grown, one contract after the other, with a rest between. Moments that come meanwhile do not wait for it. */
  private async drain(): Promise<void> {
    this.draining = true;
    try {
      for (const contract of this.grown) {
        this.grown.delete(contract);
        const beganMs = performance.now();
        await this.look(contract);
        const restMs = (performance.now() - beganMs) * REST_PARTS;
        await new Promise<void>((resolve) => this.time.after(restMs, resolve));
        if (!this.running) return;
      }
    } finally {
      this.draining = false;
    }
  }

  /** One look at a time for each contract; what arrives meanwhile makes it look once more. */
  private async look(contract: string): Promise<void> {
    const holding = this.held.get(contract);
    if (!holding) return;
    holding.again = true;
    if (holding.looking) return;
    holding.looking = true;
    const stillOurs = (): boolean => this.held.get(contract) === holding;
    try {
      while (holding.again && stillOurs()) {
        holding.again = false;
        const lookAgainAtMs = await holding.watch.look(stillOurs);
        if (stillOurs()) this.alarm.set(contract, lookAgainAtMs);
      }
    } catch (error) {
      this.log.warn({ err: error, contract }, 'the clocks could not be looked at; trying again');
      if (stillOurs()) this.alarm.set(contract, this.time.nowMs() + RETRY_MS);
    } finally {
      holding.looking = false;
    }
  }
}

const isWatched = (contract: string): boolean => !contract.startsWith('trial-');
