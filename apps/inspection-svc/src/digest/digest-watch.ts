import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { formatInstant, parseInstant } from '@weibao/exchange';
import { ContractRecords, ContractWakeups, LOGGER, Signals, type Logger } from '@weibao/service-kit';
import { DigestService } from './digest.service.js';

/**
 * Announces the digest of each contract once on each working day, when its working hours begin: the timer is set for that morning, nothing is polled.
 * A service that was down then says so when it is back on the same day. The signal's key lets each day through once.
 */
@Injectable()
export class DigestWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly announced = new Map<string, string>();
  private readonly wakeups: ContractWakeups;

  constructor(
    private readonly records: ContractRecords,
    private readonly digests: DigestService,
    private readonly signals: Signals,
    @Inject(LOGGER) log: Logger,
  ) {
    this.wakeups = new ContractWakeups((contract) => this.look(contract, Date.now()), log);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.wakeups.follow(this.records, (contract) => this.announced.delete(contract));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.wakeups.stop();
  }

  private async look(contract: string, nowMs: number): Promise<number | null> {
    const known = await this.digests.days(contract, nowMs);
    if (!known || known.known.record.trial) return null;
    const { days } = known;
    if (days.morningMs === null) return days.nextMorningMs;
    if (nowMs < days.morningMs) return days.morningMs;
    if (this.announced.get(contract) === days.on) return days.nextMorningMs;
    const { storedAt } = known.known.record.registered;
    // On the day on which a contract comes here its morning was not watched yet.
    if (storedAt === undefined || (parseInstant(storedAt) ?? nowMs) < days.morningMs)
      await this.announce(contract, days.morningMs, nowMs);
    this.announced.set(contract, days.on);
    return days.nextMorningMs;
  }

  private async announce(contract: string, morningMs: number, nowMs: number): Promise<void> {
    const digest = await this.digests.announced(contract, nowMs);
    if (!digest) return;
    const { missed, today, ahead, clocks, overdue, on } = digest.view;
    const count = missed.length + today.length + ahead.length + clocks.length + overdue;
    // A contract that is over and owes nothing has nothing to say any more.
    if (count === 0 && !digest.prepared.days.inTerm) return;
    await this.signals.raise({
      contract,
      kind: 'digest.ready.v1',
      clause: '',
      subject: on,
      dueAt: formatInstant(morningMs),
      raisedAt: formatInstant(nowMs),
      detail: { on, missed: missed.length, today: today.length, ahead: ahead.length, clocks: clocks.length, overdue },
    });
  }
}
