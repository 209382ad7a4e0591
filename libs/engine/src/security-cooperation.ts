import { dayFromDate, startOfDay } from '@weibao/calendar';
import type { MetricRule } from '@weibao/contract-terms';
import type { MetricRecord } from '@weibao/exchange';
import type { KnownOf } from './history.js';
import { isKept } from './kept-record.js';
import { marks } from './marks.js';
import { endsAt, within, type Period } from './periods.js';
import type { State } from './state.js';

/** Which of the tasks ordered were refused, or not done by their day, and since when. */
export function tasksFailed(state: State, ordered: readonly KnownOf<'security-task.ordered'>[]): Map<string, number> {
  const { history, moment } = state.book;
  const refused = history.grouped('security-task.refused', 'task');
  const verified = history.grouped('security-task.verified', 'task');
  const failed = new Map<string, number>();
  const fail = (task: string, ms: number) => failed.set(task, Math.min(failed.get(task) ?? ms, ms));
  for (const { task, dueOn } of ordered) {
    const refusal = refused.get(task)?.[0];
    if (refusal) fail(task, refusal.atMs);
    if (dueOn === undefined) continue;
    const dueMs = startOfDay((dayFromDate(dueOn) as number) + 1);
    const done = verified.get(task)?.find((fact) => fact.by !== 'vendor' || history.isConfirmed(fact));
    if (done ? done.atMs >= dueMs : moment.reached(dueMs)) fail(task, dueMs);
  }
  return failed;
}

/** Met if nothing was refused, delayed beyond its limit or the subject of a valid complaint. */
export function cooperation(
  state: State,
  rule: Extract<MetricRule, { kind: 'security-cooperation' }>,
  period: Period,
): MetricRecord {
  const { history, moment } = state.book;
  const ordered = within(history.of('security-task.ordered'), period);
  const tasks = new Set(ordered.map((fact) => fact.task));
  const complaints = history
    .of('complaint.verified')
    .filter((fact) => fact.about !== undefined && tasks.has(fact.about)).length;
  const count = tasksFailed(state, ordered).size + complaints;
  const known = tasks.size > 0 || isKept(state.book, period);
  return {
    clause: rule.clause,
    period: period.label,
    value: known ? String(count) : null,
    threshold: '0',
    final: moment.reached(endsAt(period)),
    status: !known ? 'undetermined' : tasks.size === 0 ? 'not-applicable' : count === 0 ? 'met' : 'missed',
    ...marks({ readings: rule.readings, missing: known ? [] : ['security-task.ordered'] }),
  };
}
