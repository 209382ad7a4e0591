import { dayOf } from '@weibao/calendar';
import type { PenaltyRule } from '@weibao/contract-terms';
import type { Step } from '@weibao/exchange';
import { isLate, type Clock } from './clock-line.js';
import { isWaived } from './decisions.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { isCovered, type IncidentState } from './incidents.js';
import { joined } from './marks.js';
import { formatYuan, fraction, times, type Money } from './money.js';
import type { State } from './state.js';

type Rule = Extract<PenaltyRule, { kind: 'occurrence' }>;

/**
 * LY-A5.3: an event of a level costs a share of the annual fee of the subsystem where it arose; from the second of the same kind in the year on,
 * half as much again as the previous one; not handled in time, the fine is multiplied, last. Events that the vendor did not cause cost nothing (G-9).
 */
export function occurrences(state: State, rule: Rule): Deduction[] {
  const previous = new Map<string, Previous>();
  return state.incidents.flatMap((incident) => {
    const day = dayOf(incident.reportedAtMs);
    if (state.book.measures(day)) return counts(state, rule, incident) ? [fine(state, rule, incident, previous)] : [];
    // What another version of the terms measures is no line of these, and still the previous fine of one that is.
    const other = state.on(day);
    const then = other.book.terms.penalties.find(
      (candidate): candidate is Rule => candidate.kind === 'occurrence' && candidate.clause === rule.clause,
    );
    if (then && counts(other, then, incident)) fine(other, then, incident, previous);
    return [];
  });
}

interface Previous {
  plain: Money;
  last: Money;
  n: number;
  readings: readonly string[]; // of it, and of those before it
}

function counts({ book }: State, rule: Rule, incident: IncidentState): boolean {
  const everyCause = book.readings.is('attribution.required', 'all');
  const ruling = rule.dataNeedsRulingIf && book.chosen([rule.dataNeedsRulingIf])?.ruling;
  return (
    incident.level === rule.level &&
    !incident.drill &&
    isCovered(book, incident) &&
    (everyCause || incident.cause === null || incident.cause === 'vendor') &&
    (ruling === undefined || !isAboutData(incident) || ruledAbout(book, ruling, incident))
  );
}

/** The fine of one event, which the next of its kind takes as the previous one. */
function fine(state: State, rule: Rule, incident: IncidentState, previous: Map<string, Previous>): Deduction {
  const { book } = state;
  const onMultiplied = book.readings.is('ly.repeat', 'with-multiplier');
  const hit = incident.subsystem ?? incident.system;
  const fee =
    hit === null ? null : (book.systemFee(hit) ?? (incident.system === null ? null : book.systemFee(incident.system)));
  const missing = [
    ...(incident.cause === null ? ['incident.caused'] : []),
    ...(fee === null ? ['incident.subsystem'] : []),
  ];
  if (fee === null)
    return line(state, rule, incident, null, [step('fee', { subsystem: hit }, null, rule.clause)], missing, null);
  const base = times(fee.fee, fraction(rule.share));
  const steps: Step[] = [
    step('fee', { subsystem: fee.name }, formatYuan(fee.fee), rule.clause),
    step('share', { base: formatYuan(fee.fee), share: rule.share }, formatYuan(base), rule.clause),
  ];
  const year = book.countingYear('ly.year', dayOf(incident.reportedAtMs))?.label ?? '';
  const kind = book.readings.is('ly.repeat', 'any') ? 'any' : incident.problem;
  const before = kind === null ? undefined : previous.get(`${year}|${fee.name}|${kind}`);
  let plain = base;
  if (before) {
    const factor = fraction(rule.repeat.factor);
    plain = book.readings.is('ly.repeat', 'linear')
      ? base.plus(base.times(factor.numerator.minus(factor.denominator)).div(factor.denominator).times(before.n))
      : times(onMultiplied ? before.last : before.plain, factor);
    steps.push(
      step(
        'repeat',
        {
          previous: formatYuan(onMultiplied ? before.last : before.plain),
          factor: rule.repeat.factor,
          occurrence: before.n + 1,
        },
        formatYuan(plain),
        rule.repeat.clause,
      ),
    );
  }
  const handling = handlingOf(state, incident);
  let value = plain;
  if (handling && isLate(handling)) {
    const factor = lateFactor(state, rule);
    value = times(plain, fraction(factor));
    steps.push(
      step(
        'late',
        { target: handling.clause, lateSeconds: handling.record.lateSeconds, factor },
        formatYuan(value),
        rule.late.clause,
      ),
    );
  }
  const deduction = line(state, rule, incident, value, steps, missing, fee.name, handling, before);
  // A waived event is no previous time.
  if (kind !== null && !isWaived(state, rule.clause, incident.incident, 'event'))
    previous.set(`${year}|${fee.name}|${kind}`, {
      plain,
      last: value,
      n: (before?.n ?? 0) + 1,
      readings: deduction.readings,
    });
  return deduction;
}

/** The clock by which the event was to be handled: that of its level, or of another one where the limits of that one hold (G-10). */
function handlingOf(state: State, { incident }: IncidentState): Clock | undefined {
  const targets = state.book.terms.penalties.flatMap((rule) => (rule.kind === 'occurrence' ? [rule.late.target] : []));
  return state.clocksOf(incident).find((clock) => targets.includes(clock.clause));
}

const isAboutData = ({ impact }: IncidentState): boolean =>
  impact?.dataEffect !== undefined && impact.dataEffect !== 'none';

/** L-10, where the body's rule is read to limit the fines as well: a person found that operating rules were broken. */
const ruledAbout = ({ history }: State['book'], ruling: string, { members }: IncidentState): boolean =>
  history
    .of('breach.ruled')
    .some((fact) => fact.clause === ruling && fact.subject !== undefined && members.includes(fact.subject));

function lateFactor(state: State, rule: Rule): string {
  for (const [value, factor] of Object.entries(rule.late.alternatives))
    if (state.book.readings.is('ly.lv1_late', value)) return factor;
  return rule.late.factor;
}

function line(
  state: State,
  rule: Rule,
  incident: IncidentState,
  computed: Money | null,
  steps: Step[],
  missing: readonly string[],
  subsystem: string | null,
  handling?: Clock,
  earlier?: Previous,
): Deduction {
  return makeDeduction(state, {
    rule,
    subject: incident.incident,
    breach: 'event',
    computed,
    subsystem,
    eventMs: incident.reportedAtMs,
    onDay: dayOf(incident.reportedAtMs),
    steps: [
      step('event', { level: rule.level, cause: incident.cause, problem: incident.problem }, true, rule.clause),
      ...steps,
    ],
    missing,
    readings: joined(incident.levelReadings, handling?.record.readings, earlier?.readings),
    unconfirmed: incident.reportUnconfirmed || handling?.record.unconfirmed === true,
  });
}
