import type { MetricRule } from '@weibao/contract-terms';
import type { MetricRecord } from '@weibao/exchange';
import type { KnownOf } from './history.js';
import { joined, marks } from './marks.js';
import { formatRate, fraction, sum, yuan, type Money } from './money.js';
import { endsAt, within, type Period } from './periods.js';
import type { State } from './state.js';
import { judged, NO_THRESHOLD } from './verdict-of-metric.js';

const DIVISOR: readonly string[] = ['by.form1_div'];

const mean = (values: readonly Money[]): Money => sum(values).div(values.length);

/** The score of one form: sum ÷ number of items, or ÷ the literal number where that reading is chosen (B-20). */
const formScore = (scores: readonly number[], divisor: number): Money =>
  sum(scores.map((score) => yuan(score))).div(divisor);

export function survey(state: State, rule: Extract<MetricRule, { kind: 'survey' }>, period: Period): MetricRecord {
  const { book } = state;
  const literal = rule.literalItems !== undefined && book.readings.is('by.form1_div', '÷5');
  // Read so that the form lacks an item: without it no score of the form is known.
  const lacksItem = rule.items !== rule.literalItems && book.readings.is('by.form1_div', 'a-fifth-item-missing');
  const complete = lacksItem ? (rule.literalItems ?? 0) : 0;
  const answers = within(book.history.of('survey.returned'), period).filter(
    (fact) => fact.form === rule.form && (fact.scores?.length ?? 0) > 0,
  );
  const score = (fact: KnownOf<'survey.returned'>) =>
    formScore(fact.scores as number[], literal ? (rule.literalItems as number) : (fact.scores as number[]).length);
  const departments = new Map<string, Money[]>();
  for (const fact of answers)
    departments.set(fact.department ?? '', [...(departments.get(fact.department ?? '') ?? []), score(fact)]);
  const incomplete = answers.some((fact) => (fact.scores as number[]).length < complete);
  const value =
    answers.length === 0 || incomplete
      ? null
      : rule.byDepartment
        ? mean([...departments.values()].map(mean))
        : mean(answers.map(score));
  return scored(
    state,
    rule,
    rule.threshold,
    period,
    value,
    departments.size < (rule.leastDepartments ?? 0) && book.readings.is('by.form1_n', 'returned-≥5'),
    // A form with the literal number of answers has the same score either way.
    rule.literalItems === undefined || answers.every((fact) => fact.scores?.length === rule.literalItems)
      ? []
      : DIVISOR,
  );
}

function scored(
  state: State,
  rule: MetricRule,
  threshold: string | undefined,
  period: Period,
  value: Money | null,
  tooFew: boolean,
  readings: readonly string[] = [],
): MetricRecord {
  const promise = threshold === undefined ? null : fraction(threshold);
  const known = value !== null && !tooFew;
  return {
    clause: rule.clause,
    period: period.label,
    value: value === null ? null : formatRate(value),
    threshold: promise && formatRate(promise.numerator.div(promise.denominator)),
    final: state.moment.reached(endsAt(period)),
    status: !known ? 'undetermined' : judged(promise && value.times(promise.denominator).gte(promise.numerator)),
    ...marks({
      readings: joined(rule.readings, readings),
      missing: !known ? ['survey.returned'] : promise === null ? NO_THRESHOLD : [],
    }),
  };
}

export function negatives(
  state: State,
  rule: Extract<MetricRule, { kind: 'negative-evaluations' }>,
  period: Period,
): MetricRecord {
  const evaluations = state.book.history.of('survey.returned').filter((fact) => fact.form === rule.form);
  const answers = within(evaluations, period);
  // The last word of a department on an event stands, also where it says after the year that a fault has been put right.
  const last = new Map<string, KnownOf<'survey.returned'>>();
  const about = (fact: KnownOf<'survey.returned'>) => `${fact.event ?? ''}|${fact.department ?? ''}`;
  for (const fact of answers) last.set(about(fact), fact);
  for (const fact of evaluations)
    if (fact.event !== undefined && fact.atMs >= endsAt(period) && last.has(about(fact))) last.set(about(fact), fact);
  const open = [...last.values()].filter(
    (fact) => fact.negative === true || (typeof fact.negative === 'number' && fact.negative > 0),
  ).length;
  return {
    clause: rule.clause,
    period: period.label,
    value: answers.length === 0 ? null : String(open),
    threshold: '0',
    final: state.moment.reached(endsAt(period)),
    status: answers.length === 0 ? 'undetermined' : open === 0 ? 'met' : 'missed',
    ...marks({ readings: rule.readings, missing: answers.length === 0 ? ['survey.returned'] : [] }),
  };
}

/** H-34: half the mean of each group; unknown until both have answered. */
export function satisfaction(
  state: State,
  rule: Extract<MetricRule, { kind: 'satisfaction' }>,
  period: Period,
): MetricRecord {
  const answers = within(state.book.history.of('survey.returned'), period).filter(
    (fact) => rule.forms.includes(fact.form) && (fact.scores?.length ?? 0) > 0,
  );
  const score = (fact: KnownOf<'survey.returned'>) =>
    formScore(fact.scores as number[], (fact.scores as number[]).length);
  const groups = rule.forms.map((form) => answers.filter((fact) => fact.form === form).map(score));
  const all = groups.every((group) => group.length > 0);
  const value = state.book.readings.is('hp.m3_weight', 'mean-of-all-answers')
    ? answers.length > 0
      ? mean(answers.map(score))
      : null
    : all
      ? mean(groups.map(mean))
      : null;
  return scored(state, rule, rule.threshold, period, value, false);
}
