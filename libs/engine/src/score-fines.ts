import type { PenaltyRule } from '@weibao/contract-terms';
import { amountSteps } from './amount-steps.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { formatYuan, yuan, ZERO } from './money.js';
import { endsAt } from './periods.js';
import { inBand, type Score } from './scores.js';
import type { State } from './state.js';

/** What was missed where a score gives a fine, damages or a right. */
export const SCORE = 'score';

/** HP-9.2: so much for each whole point below 80, where the band above begins, in the middle band; damages in the lowest. Only once the assessment has been held. */
export function scoreFines(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'score-points' | 'score-band' }>,
  scores: readonly Score[],
): Deduction[] {
  const { readings } = state.book;
  return inBand(state, scores, rule.clause).flatMap(({ score, sinceMs }) => {
    const parts =
      rule.kind === 'score-points' ? pointsFine(state, rule, score) : bandDamages(state, rule, score, readings);
    if (parts.value !== null && parts.value.lte(0)) return [];
    return [
      makeDeduction(state, {
        rule,
        period: score.period.label,
        breach: SCORE,
        computed: parts.value,
        eventMs: sinceMs,
        onDay: score.period.firstDay,
        settleMs: endsAt(score.period) - 1,
        steps: [
          step(
            'score',
            { lines: score.record.lines.map((line) => `${line.clause} × ${line.times} = ${line.points}`) },
            score.record.score,
            score.record.clause,
          ),
          ...parts.steps,
        ],
        missing: parts.missing,
        readings: score.record.readings ?? [],
      }),
    ];
  });
}

function pointsFine(state: State, rule: Extract<PenaltyRule, { kind: 'score-points' }>, score: Score) {
  const { readings, terms } = state.book;
  // H-12: below where the band above begins, or below the last score that the contract prints for this one.
  const bands = terms.scorecard?.bands ?? [];
  const place = bands.findIndex(({ clause }) => clause === rule.clause);
  const above = Number(bands[place - 1]?.from ?? terms.scorecard?.from);
  const base = readings.is('hp.fine_base', '79') ? Number(bands[place]?.to ?? above) : above;
  const below = yuan(base).minus(score.raw);
  const points = readings.is('hp.fine_base', 'pro-rata') ? below : below.floor();
  const value = points.lt(0) ? ZERO : points.times(rule.yuanPerPoint);
  return {
    value,
    steps: [
      step('points-below', { base, score: score.raw.toString() }, points.toString(), rule.clause),
      step('fine', { yuanPerPoint: rule.yuanPerPoint, points: points.toString() }, formatYuan(value), rule.clause),
    ],
    missing: [],
  };
}

function bandDamages(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'score-band' }>,
  score: Score,
  readings: State['book']['readings'],
) {
  const percent = amountSteps(state, rule.amount, rule.clause, score.period.firstDay);
  const literal = rule.literalYuan === undefined ? null : yuan(rule.literalYuan);
  if (literal !== null && readings.is('hp.term_damages', 'fixed-5,000'))
    return {
      value: literal,
      steps: [step('amount', { fixed: rule.literalYuan as string }, formatYuan(literal), rule.clause)],
      missing: [],
    };
  if (literal !== null && percent.value !== null && readings.is('hp.term_damages', 'lower-of-both')) {
    const value = percent.value.lt(literal) ? percent.value : literal;
    return {
      ...percent,
      value,
      steps: [
        ...percent.steps,
        step(
          'lower-of-both',
          { percent: formatYuan(percent.value), literal: formatYuan(literal) },
          formatYuan(value),
          rule.clause,
        ),
      ],
    };
  }
  return percent;
}
