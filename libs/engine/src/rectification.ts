import { dateFromDay, dayOf, startOfDay } from '@weibao/calendar';
import { formatInstant, type DutyRecord, type MetricRecord } from '@weibao/exchange';
import type { Known } from './history.js';
import { joined, marks, readingsIn } from './marks.js';
import type { Period } from './periods.js';
import type { State } from './state.js';
import { verdictsOf } from './verdicts.js';

/** What is owed after a failed acceptance, and the breaches of the vendor in it. */
export interface Rectification {
  duties: { record: DutyRecord; owedBy: 'vendor' | 'hospital' }[];
  breaches: { clause: string; period: string; atMs: number; readings: readonly string[] }[];
}

const RECT7: readonly string[] = ['by.rect7'];

/**
 * BY-V-RECT15WD, BY-V-RECT7WD: from the written opinion to the second application; shorter where security criteria were missed. Read as the hospital's
 * time (B-21), the shorter limit is the hospital's, from the second application to the second verdict.
 */
export function rectification(
  state: State,
  year: number,
  metrics: readonly MetricRecord[],
  period: Period,
  judged: readonly string[],
): Rectification {
  const book = state.book.atItsEnd;
  const rule = book.terms.acceptance?.rectify;
  const none: Rectification = { duties: [], breaches: [] };
  const notified = book.history.of('acceptance.notified').find((fact) => fact.year === year);
  const endedMs = book.endedMs ?? Infinity;
  if (!rule || !notified || notified.atMs > endedMs) return none;
  const reapplied = book.history.of('acceptance.reapplied').find((fact) => fact.year === year) ?? null;
  const securityMetrics = metrics.filter(
    (metric) => rule.security.metrics.includes(metric.clause) && judged.includes(metric.period),
  );
  const security = securityMetrics.some(({ status }) => status === 'missed');
  const owed: ReturnType<typeof duty>[] = [duty('vendor', rule.clause, rule.workingDays, notified, reapplied)];
  if (security && !(rule.security.hospitalIf && book.chosen([rule.security.hospitalIf])))
    owed.push(duty('vendor', rule.security.clause, rule.security.workingDays, notified, reapplied));
  else if (security && reapplied)
    owed.push(
      duty('hospital', rule.security.clause, rule.security.workingDays, reapplied, verdictsOf(book, year).again),
    );
  // One second application is owed: late by both limits it is one breach, of the earlier one.
  const breaches = owed
    .filter(
      ({ record, owedBy, dueMs }) =>
        owedBy === 'vendor' && (record.status === 'late' || record.status === 'overdue') && dueMs <= endedMs,
    )
    .map(({ record, dueMs }) => ({
      clause: record.clause,
      period: period.label,
      atMs: dueMs,
      readings: record.readings ?? [],
    }))
    .sort((a, b) => a.atMs - b.atMs)
    .slice(0, 1);
  return { duties: owed.filter(({ record, dueMs }) => record.doneAt !== null || dueMs <= endedMs), breaches };

  function duty(owedBy: 'vendor' | 'hospital', clause: string, workingDays: number, from: Known, done: Known | null) {
    const last = book.lastDay(dayOf(from.atMs), { workingDays });
    const dueMs = startOfDay(last.day + 1);
    const status = done
      ? done.atMs < dueMs
        ? ('done' as const)
        : ('late' as const)
      : book.recordStartsOn !== null && last.day < book.recordStartsOn
        ? ('not-recorded' as const) // it fell due before the record began, and counts nowhere
        : book.moment.reached(dueMs)
          ? ('overdue' as const)
          : ('due' as const);
    const record: DutyRecord = {
      clause,
      period: period.label,
      dueOn: dateFromDay(last.day),
      doneAt: done ? formatInstant(done.atMs) : null,
      status,
      ...marks({
        readings: joined(RECT7, period.readings, last.readings, readingsIn(securityMetrics)),
        unconfirmed: done?.unconfirmed === true,
        provisional: last.provisional,
      }),
    };
    return { record, owedBy, dueMs };
  }
}
