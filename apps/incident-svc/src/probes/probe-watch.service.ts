import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ContractRecords, Leases, LOGGER, type Logger } from '@weibao/service-kit';
import { machineTime } from '../clock-watch/alarm.js';
import { ProbeFacts } from './probe-facts.js';
import { ProbeRun } from './probe-run.js';
import { ProbeRepository, type KnownProbe } from './probe.repository.js';

export const PROBE_SETTINGS = Symbol('settings of the prober');
export interface ProbeSettings {
  allowLoopback: boolean;
  leaseMs: number; // after so long without renewal another instance takes a contract's probes over
}
const LEASE = 'probe';
const keyOf = ({ contract, system, setAtMs }: KnownProbe): string => JSON.stringify([contract, system, setAtMs]);

/** Runs the probes of the contracts that this instance holds. All that it knows stands in the table and in the record: a takeover goes on there. */
@Injectable()
export class ProbeWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly runs = new Map<string, ProbeRun>();
  private readonly time = machineTime;
  private running = false;
  private stopRenewal: () => void = () => undefined;
  private renewing: Promise<void> = Promise.resolve();
  private stopDrops: () => void = () => undefined;

  constructor(
    private readonly probes: ProbeRepository,
    private readonly facts: ProbeFacts,
    private readonly records: ContractRecords,
    private readonly leases: Leases,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(PROBE_SETTINGS) private readonly settings: ProbeSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.running = true;
    this.stopDrops = this.records.onDrop((contract) => void this.forget(contract));
    this.changed();
  }

  async onApplicationShutdown(): Promise<void> {
    this.running = false;
    this.stopRenewal();
    this.stopDrops();
    for (const run of this.runs.values()) run.stop();
    this.runs.clear();
    await this.leases
      .release(LEASE)
      .catch((error: unknown) => this.log.warn({ err: error }, 'the prober kept its leases'));
  }

  /** Looks at the table now: a probe was set or removed. One look at a time. */
  changed(): void {
    this.renewing = this.renewing.then(() => this.renew());
  }

  private async renew(): Promise<void> {
    if (!this.running) return;
    this.stopRenewal();
    try {
      const held = await this.leases.holdMany(await this.probes.contracts(), LEASE, this.settings.leaseMs);
      const wanted = new Map((await this.probes.of([...held])).map((probe) => [keyOf(probe), probe]));
      if (!this.running) return;
      for (const [key, run] of this.runs) if (!wanted.has(key)) this.end(key, run);
      for (const [key, probe] of wanted) if (!this.runs.has(key)) this.begin(key, probe);
    } catch (error) {
      this.log.warn({ err: error }, 'the leases of the prober were not renewed; trying again');
    }
    if (this.running) this.stopRenewal = this.time.after(this.settings.leaseMs / 3, () => this.changed());
  }

  private begin(key: string, probe: KnownProbe): void {
    const { probes, facts, time, log, settings } = this;
    const run = new ProbeRun(probe, { probes, facts, time, log, allowLoopback: settings.allowLoopback });
    this.runs.set(key, run);
    void run.start();
  }

  private end(key: string, run: ProbeRun): void {
    run.stop();
    this.runs.delete(key);
  }

  private async forget(contract: string): Promise<void> {
    for (const [key, run] of this.runs) if (run.probe.contract === contract) this.end(key, run);
    await this.probes.removeAll(contract);
  }
}
