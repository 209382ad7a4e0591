import type { PenaltyRule } from '@weibao/contract-terms';
import { isLate, type Clock } from './clock-line.js';
import type { State } from './state.js';

/** What was missed where the penalty is for every stage of an incident late. */
export const ALL_STAGES = 'all-stages';

/** HP-7.2-COND: the clocks of an incident that are late all together; none where one of them is not. A stage that never applied is not late (H-7). */
export function lateTogether(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'all-late' }>,
  subject: string,
): readonly Clock[] {
  const ignoreOthers = state.book.readings.is('hp.all_three_na', 'ignore-it-and-test-the-rest');
  const clocks = state.clocksOf(subject).filter((clock) => rule.targets.includes(clock.clause));
  const tested = ignoreOthers
    ? clocks.filter((clock) => clock.record.status !== 'not-owed' && clock.record.status !== 'waived')
    : clocks;
  return tested.every(isLate) && (ignoreOthers || tested.length >= rule.targets.length) ? tested : [];
}
