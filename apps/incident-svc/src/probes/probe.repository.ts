import { Injectable } from '@nestjs/common';
import { Database } from '@weibao/service-kit';
import type { ProbeState, ProbeTerms } from './probe-state.js';
import type { ProbeTable } from './probe.table.js';

export interface Probe extends ProbeTerms {
  contract: string;
  system: string;
  target: string;
  expectStatus: number | null;
  setBy: string;
  setAtMs: number;
}
export type KnownProbe = Probe & { state: ProbeState };

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const msOf = (date: Date | null): number | null => date?.getTime() ?? null;

@Injectable()
export class ProbeRepository {
  constructor(private readonly database: Database<ProbeTable>) {}

  async of(contracts: readonly string[]): Promise<KnownProbe[]> {
    if (contracts.length === 0) return [];
    const rows = await this.database.kysely
      .selectFrom('probe')
      .selectAll()
      .where('contract', 'in', contracts)
      .orderBy('contract')
      .orderBy('system')
      .execute();
    return rows.map(probeOf);
  }

  async contracts(): Promise<string[]> {
    const rows = await this.database.kysely.selectFrom('probe').select('contract').distinct().execute();
    return rows.map(({ contract }) => contract);
  }

  /** A probe that is there is told otherwise: what it was watching, and an outage that it opened, go on. */
  async set(probe: Probe): Promise<void> {
    const said = {
      target: probe.target,
      interval_seconds: probe.intervalSeconds,
      timeout_seconds: probe.timeoutSeconds,
      retries: probe.retries,
      expect_status: probe.expectStatus,
      set_by: probe.setBy,
      set_at: new Date(probe.setAtMs),
      latency_ms: null,
      fault: null,
      failing_since: null,
      failures: 0,
    };
    await this.database.kysely
      .insertInto('probe')
      .values({ contract: probe.contract, system: probe.system, ...said, checked_at: null, outage: null })
      .onConflict((conflict) => conflict.columns(['contract', 'system']).doUpdateSet(said))
      .execute();
  }

  /** The probe as it was; null when there was none. */
  async remove(contract: string, system: string): Promise<KnownProbe | null> {
    const row = await this.database.kysely
      .deleteFrom('probe')
      .where('contract', '=', contract)
      .where('system', '=', system)
      .returningAll()
      .executeTakeFirst();
    return row ? probeOf(row) : null;
  }

  async removeAll(contract: string): Promise<void> {
    await this.database.kysely.deleteFrom('probe').where('contract', '=', contract).execute();
  }

  /** Only while the probe is still told the same: what was checked otherwise says nothing of it. */
  async keep({ contract, system, setAtMs }: Probe, state: ProbeState): Promise<void> {
    await this.database.kysely
      .updateTable('probe')
      .set({
        checked_at: dateOf(state.checkedAtMs),
        latency_ms: state.latencyMs,
        fault: state.fault,
        failing_since: dateOf(state.failingSinceMs),
        failures: state.failures,
        outage: state.outage,
      })
      .where('contract', '=', contract)
      .where('system', '=', system)
      .where('set_at', '=', new Date(setAtMs))
      .execute();
  }
}

const probeOf = (row: ProbeTable['probe']): KnownProbe => ({
  contract: row.contract,
  system: row.system,
  target: row.target,
  intervalSeconds: row.interval_seconds,
  timeoutSeconds: row.timeout_seconds,
  retries: row.retries,
  expectStatus: row.expect_status,
  setBy: row.set_by,
  setAtMs: row.set_at.getTime(),
  state: {
    checkedAtMs: msOf(row.checked_at),
    latencyMs: row.latency_ms,
    fault: row.fault,
    failingSinceMs: msOf(row.failing_since),
    failures: row.failures,
    outage: row.outage,
  },
});
