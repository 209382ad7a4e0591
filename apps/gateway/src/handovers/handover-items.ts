import { Injectable } from '@nestjs/common';
import { parseInstant } from '@weibao/exchange';
import type { DutyView, IncidentView } from '@weibao/messages';
import { MergedQueries, type Missing } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import type { Door } from '../door/door.js';
import { IncidentPages } from '../incidents/incident-pages.js';
import { byTimeLeft } from '../incidents/time-left.js';
import type { DueItem, HandoverItems, OpenItem } from './handover.routes.js';
import { dateAt } from './shift.js';

/** What a sheet says: the services' own lists as they are now, chosen by time and reckoned by nobody here. */
@Injectable()
export class HandoverItemsReader {
  constructor(
    private readonly merged: MergedQueries,
    private readonly pages: IncidentPages,
  ) {}

  async until(door: Door, untilMs: number): Promise<Answered<HandoverItems>> {
    const [open, owing, duties] = await Promise.all([
      this.merged.each(door, (contract) => this.pages.open(door, contract)),
      this.merged.each(door, (contract) => this.pages.owing(door, contract)),
      this.merged.ask<{ duties: DutyView[] }>('inspection.duties.list', door, { to: dateAt(untilMs) }),
    ]);
    if (!open.ok) return open;
    if (!owing.ok) return owing;
    if (!duties.ok) return duties;
    const incidents = open.value.results.flatMap(({ result }) => result).sort(byTimeLeft);
    const reports = owing.value.results.flatMap(({ result }) => result);
    const clocks = [...incidents, ...reports].flatMap((incident) => clocksDue(incident, untilMs));
    const works = duties.value.results.flatMap(({ result }) => result.duties).flatMap(dutyDue);
    const missing = [open, owing, duties].flatMap(({ value }) => value.rest.missing);
    return {
      ok: true,
      value: { open: incidents.map(openItem), due: [...clocks, ...works].sort(byDueTime), missing: once(missing) },
    };
  }
}

/** Without the summary: people type patients' names there, and a sheet that is signed is kept. */
const openItem = (incident: IncidentView): OpenItem => ({
  contract: incident.contract,
  incident: incident.incident,
  level: incident.level,
  levelName: incident.levelName,
  system: incident.system,
  subsystem: incident.subsystem,
  department: incident.department,
  drill: incident.drill,
  reportedAt: incident.reportedAt,
  stage: incident.stages.at(-1)?.stage ?? null,
  nextDueAt: incident.nextDueAt,
});

function clocksDue({ contract, incident, clocks }: IncidentView, untilMs: number): DueItem[] {
  return clocks.flatMap(({ clause, titleZh, titleEn, dueAt, status }): DueItem[] => {
    if (dueAt === null || (status !== 'running' && status !== 'overdue')) return [];
    if ((parseInstant(dueAt) ?? Infinity) > untilMs) return [];
    const overdue = status === 'overdue';
    return [{ kind: 'clock', contract, about: incident, clause, titleZh, titleEn, dueAt, dueOn: null, overdue }];
  });
}

/** What falls due on the day on which the shift ends is in it: work of a day is done by those who are there on that day. */
function dutyDue({ contract, clause, titleZh, titleEn, subject, period, dueOn, dueAt, status }: DutyView): DueItem[] {
  if (status !== 'due' && status !== 'overdue') return [];
  const about = subject ?? period ?? null;
  const due = { dueAt: dueAt ?? null, dueOn: dueOn ?? null, overdue: status === 'overdue' };
  return [{ kind: 'duty', contract, about, clause, titleZh, titleEn, ...due }];
}

/** Dates and +08:00 instants compare as text: a date comes before the instants of its day. */
const whenDue = ({ dueAt, dueOn }: DueItem): string => dueAt ?? dueOn ?? '9999';
const byDueTime = (one: DueItem, other: DueItem): number =>
  whenDue(one) < whenDue(other) ? -1 : whenDue(one) > whenDue(other) ? 1 : 0;

const once = (missing: readonly Missing[]): Missing[] => [
  ...new Map(missing.map((entry) => [entry.contract, entry])).values(),
];
