import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { formatInstant } from '@weibao/exchange';
import { ContractRecords, ContractWakeups, LOGGER, Signals, type Logger } from '@weibao/service-kit';
import { dayOfInstant } from './due-date.js';
import { DutyService } from './duty.service.js';
import { reminders } from './reminders.js';

/**
 * Raises `duty.reminder` once when a duty becomes overdue: looked at on each new fact and at the moment that the engine
 * names, never by polling. The signal's key lets each through once, with two instances and over restarts.
 */
@Injectable()
export class DutyWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly raised = new Map<string, Set<string>>();
  private readonly wakeups: ContractWakeups;

  constructor(
    private readonly records: ContractRecords,
    private readonly duties: DutyService,
    private readonly signals: Signals,
    @Inject(LOGGER) log: Logger,
  ) {
    this.wakeups = new ContractWakeups((contract) => this.look(contract, Date.now()), log);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.wakeups.follow(this.records, (contract) => {
      this.raised.delete(contract);
      this.duties.forget(contract);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.wakeups.stop();
  }

  private async look(contract: string, nowMs: number): Promise<number | null> {
    const settled = await this.duties.now(contract, nowMs);
    if (!settled || settled.record.trial) return null;
    const { storedAt } = settled.record.registered;
    const watchedFromDay = (storedAt === undefined ? null : dayOfInstant(storedAt)) ?? '';
    const raised = this.raised.get(contract) ?? new Set();
    this.raised.set(contract, raised);
    for (const reminder of reminders(settled.duties, watchedFromDay)) {
      const key = JSON.stringify([reminder.clause, reminder.subject, reminder.dueAt, reminder.detail['dueOn']]);
      if (raised.has(key)) continue; // spares the database what it would refuse anyway
      await this.signals.raise({ contract, kind: 'duty.reminder.v1', raisedAt: formatInstant(nowMs), ...reminder });
      raised.add(key);
    }
    return settled.changesAtMs;
  }
}
