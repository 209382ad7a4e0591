import type { PenaltyRule } from '@weibao/contract-terms';
import type { MetricRecord } from '@weibao/exchange';
import { amountSteps } from './amount-steps.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { endsAt } from './periods.js';
import type { State } from './state.js';

/** H-15, read as a deduction: a metric that its period missed costs what a person decides, for the contract names no amount. */
export function metricsMissed(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'metric-missed' }>,
  metrics: readonly MetricRecord[],
): Deduction[] {
  return metrics
    .filter((metric) => metric.clause === rule.metric && metric.final && metric.status === 'missed')
    .flatMap((metric) => {
      const period = state.book.periods('assessment').find((span) => span.label === metric.period);
      if (!period || !state.book.measures(period.firstDay)) return [];
      const amount = amountSteps(state, rule.amount, rule.clause, period.firstDay);
      return [
        makeDeduction(state, {
          rule,
          period: metric.period,
          breach: 'metric',
          computed: amount.value,
          eventMs: endsAt(period),
          onDay: period.firstDay,
          settleMs: endsAt(period) - 1,
          steps: [
            step(
              'missed',
              { metric: metric.clause, value: metric.value, threshold: metric.threshold },
              true,
              rule.metric,
            ),
            ...amount.steps,
          ],
          missing: amount.missing,
          readings: metric.readings ?? [],
          unconfirmed: metric.unconfirmed === true,
        }),
      ];
    });
}
