import type { Logger } from '@weibao/service-kit';
import type { Timepiece } from '../clock-watch/alarm.js';
import { check } from './probe-check.js';
import type { ProbeFacts } from './probe-facts.js';
import { afterCheck, pauseMs, type ProbeState } from './probe-state.js';
import { targetOf } from './probe-target.js';
import type { KnownProbe, ProbeRepository } from './probe.repository.js';

export interface RunParts {
  probes: ProbeRepository;
  facts: ProbeFacts;
  time: Timepiece;
  allowLoopback: boolean;
  log: Logger;
}

/** One probe while this instance holds its contract: check, tell, keep, wait. What could not be stored is not taken as checked. */
export class ProbeRun {
  private state: ProbeState;
  private stopped = false;
  private cancel: () => void = () => undefined;

  constructor(
    readonly probe: KnownProbe,
    private readonly parts: RunParts,
  ) {
    this.state = probe.state;
  }

  async start(): Promise<void> {
    const { facts, log } = this.parts;
    try {
      this.state = { ...this.state, outage: await facts.openOutage(this.probe) };
    } catch (error) {
      log.warn({ err: error, contract: this.probe.contract }, 'what a probe had opened could not be read');
    }
    void this.round();
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private async round(): Promise<void> {
    if (this.stopped) return;
    try {
      await this.once();
    } catch (error) {
      const { contract, system } = this.probe;
      this.parts.log.warn({ err: error, contract, system }, 'a check could not be kept; trying again');
    }
    if (!this.stopped) this.cancel = this.parts.time.after(pauseMs(this.probe, this.state), () => void this.round());
  }

  private async once(): Promise<void> {
    const { probe, parts } = this;
    const target = targetOf(probe.target);
    if (!target) return; // checked when it was set; an older version may have known fewer
    const atMs = parts.time.nowMs();
    const { timeoutSeconds, expectStatus } = probe;
    const terms = { timeoutMs: timeoutSeconds * 1000, expectStatus, allowLoopback: parts.allowLoopback };
    const checked = await check(target, terms);
    if (this.stopped) return;
    const after = afterCheck(this.state, probe, checked, atMs);
    let { outage } = after.state;
    for (const told of after.told) outage = (await parts.facts.tell(probe, told)) ?? outage;
    const state = { ...after.state, outage };
    await parts.probes.keep(probe, state);
    this.state = state;
  }
}
