import { dayOf } from '@weibao/calendar';
import type { AmountRule, PenaltyRule } from '@weibao/contract-terms';
import { formatInstant, type Step } from '@weibao/exchange';
import type { Acceptance } from './acceptances.js';
import type { Clock } from './clock-line.js';
import { isLate, missedAt } from './counters.js';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { formatYuan, fraction, sum, times, yuan, ZERO, type Money } from './money.js';
import { majorClauses } from './majors.js';
import { endsAt } from './periods.js';
import type { Score } from './scores.js';
import type { State } from './state.js';
import { occurrences } from './occurrences.js';
import { agreedDatesMissed } from './agreed-dates.js';

export interface PenaltyContext {
  scores: readonly Score[];
  acceptances: readonly Acceptance[];
}

/** What the vendor owes by each penalty rule, before caps. */
export function vendorDeductions(state: State, context: PenaltyContext): Deduction[] {
  const lines = onlyLarger(
    state,
    oncePerSubject(
      state.book.terms.penalties.flatMap((rule) => {
        const once = rule.oncePerSubjectIf !== undefined && state.book.chosen([rule.oncePerSubjectIf]) !== undefined;
        return linesOf(state, rule, context).map((line) => ({ line, once }));
      }),
    ),
  );
  return [...lines, ...claims(state, lines)];
}

/** H-6, where not stacked: of the hourly damages and the compensation for one event the larger alone. */
function onlyLarger(state: State, lines: Deduction[]): Deduction[] {
  if (!state.book.readings.is('hp.stack_late', 'exclusive')) return lines;
  const clausesOf = (kind: PenaltyRule['kind']) =>
    new Set(state.book.terms.penalties.filter((rule) => rule.kind === kind).map((rule) => rule.clause));
  const [hourly, whole] = [clausesOf('per-hour-late'), clausesOf('all-late')];
  const value = (line: Deduction) => line.computed ?? ZERO;
  const rival = (line: Deduction, clauses: ReadonlySet<string>) =>
    lines.find((other) => other.key === line.key && clauses.has(other.clause));
  return lines.filter((line) => {
    if (hourly.has(line.clause))
      return !(rival(line, whole) && value(rival(line, whole) as Deduction).gte(value(line)));
    if (whole.has(line.clause))
      return !(rival(line, hourly) && value(rival(line, hourly) as Deduction).gt(value(line)));
    return true;
  });
}

/** B-28, read by root cause: of several breaches of a clause on one subject only the first is a line. */
function oncePerSubject(lines: readonly { line: Deduction; once: boolean }[]): Deduction[] {
  const first = new Map<string, Deduction>();
  for (const { line, once } of lines) {
    if (!once) continue;
    const key = `${line.clause}|${line.key}`;
    const known = first.get(key);
    if (!known || line.eventMs < known.eventMs) first.set(key, line);
  }
  return lines
    .filter(({ line, once }) => !once || first.get(`${line.clause}|${line.key}`) === line)
    .map(({ line }) => line);
}

function linesOf(state: State, rule: PenaltyRule, context: PenaltyContext): Deduction[] {
  switch (rule.kind) {
    case 'incident-late':
      return incidentLate(state, rule);
    case 'clock-late':
      return lateClocks(state, rule.targets).map((clock) => clockLine(state, rule, clock));
    case 'all-late':
      return allLate(state, rule);
    case 'per-hour-late':
      return perHourLate(state, rule);
    case 'duty-missed':
      return dutiesMissed(state, rule, context.acceptances);
    case 'application-late':
      return applicationsLate(state, rule, context.acceptances);
    case 'ruled':
      return ruled(state, rule);
    case 'score-points':
    case 'score-band':
      return scoreFines(state, rule, context.scores);
    case 'occurrence':
      return occurrences(state, rule);
    case 'agreed-date-missed':
      return agreedDatesMissed(state, rule);
    case 'payment-late':
    case 'claimed':
      return []; // after the payments, and after the lines they are measured against
  }
}

const lateClocks = (state: State, targets: readonly string[]): Clock[] =>
  state.clocks.filter((clock) => targets.includes(clock.clause) && isLate(clock) && clock.dueMs !== null);

/** How an amount is made: the base, the share, the product. */
export function amountSteps(
  state: State,
  rule: AmountRule,
  clause: string,
  day: number,
): { value: Money | null; steps: Step[]; missing: string[] } {
  if ('yuan' in rule)
    return { value: yuan(rule.yuan), steps: [step('amount', { fixed: rule.yuan }, rule.yuan, clause)], missing: [] };
  if ('share' in rule) {
    const allAnnual =
      state.book.readings.is('hp.base_mix', 'all-annual') &&
      rule.of === 'total' &&
      state.book.terms.bases['annual'] !== undefined;
    const of = allAnnual ? 'annual' : rule.of;
    const base = state.book.base(of, day);
    const baseClause = state.book.terms.bases[of]?.clause ?? clause;
    if (base === null)
      return {
        value: null,
        steps: [step('base', { base: of }, null, baseClause)],
        missing: [`parameters.${state.book.terms.bases[of]?.parameter ?? of}`],
      };
    const value = times(base, fraction(rule.share));
    return {
      value,
      steps: [
        step('base', { base: of }, formatYuan(base), baseClause),
        step('share', { base: formatYuan(base), share: rule.share }, formatYuan(value), clause),
      ],
      missing: [],
    };
  }
  if ('from' in rule)
    return {
      value: yuan(rule.from),
      steps: [step('range', { from: rule.from, to: rule.to }, rule.from, clause)],
      missing: ['deduction.decided'],
    };
  return { value: null, steps: [step('by-person', {}, null, clause)], missing: ['deduction.decided'] };
}

const lateStep = (clock: Clock): Step =>
  step(
    'late',
    { target: clock.clause, due: clock.line.dueAt, met: clock.line.metAt, lateSeconds: clock.line.lateSeconds },
    clock.line.status,
    clock.clause,
  );

const marksOf = (clocks: readonly Clock[]) => ({
  unconfirmed: clocks.some((clock) => clock.line.unconfirmed === true),
  provisional: clocks.some((clock) => clock.line.provisional === true),
  readings: clocks.flatMap((clock) => clock.line.readings ?? []),
});

/** One line an incident (or, read otherwise, a stage), whichever of the stages are late. */
function incidentLate(state: State, rule: Extract<PenaltyRule, { kind: 'incident-late' }>): Deduction[] {
  const groups = new Map<string, Clock[]>();
  const perStage = state.book.readings.is('by.overtime_unit', 'stage');
  for (const clock of lateClocks(state, rule.targets)) {
    const key = perStage ? `${clock.subject}|${clock.stage}` : clock.subject;
    groups.set(key, [...(groups.get(key) ?? []), clock]);
  }
  return [...groups.values()].map((clocks) => {
    const first = clocks[0] as Clock;
    const amount = amountSteps(state, rule.amount, rule.clause, dayOf(first.fromMs));
    return makeDeduction(state, {
      rule,
      subject: first.subject,
      breach: first.stage,
      computed: amount.value,
      eventMs: Math.min(...clocks.map(missedAt)),
      settleMs: first.fromMs,
      steps: [...clocks.map(lateStep), ...amount.steps],
      missing: amount.missing,
      ...marksOf(clocks),
    });
  });
}

function clockLine(state: State, rule: Extract<PenaltyRule, { kind: 'clock-late' }>, clock: Clock): Deduction {
  const amount = amountSteps(state, rule.amount, rule.clause, dayOf(clock.fromMs));
  return makeDeduction(state, {
    rule,
    subject: clock.subject,
    breach: clock.stage,
    computed: amount.value,
    eventMs: missedAt(clock),
    settleMs: clock.fromMs,
    steps: [lateStep(clock), ...amount.steps],
    missing: amount.missing,
    ...marksOf([clock]),
  });
}

/** HP-7.2-COND: due only when every stage of the event is late; a stage that never applied is not late (H-7). */
function allLate(state: State, rule: Extract<PenaltyRule, { kind: 'all-late' }>): Deduction[] {
  const ignoreOthers = state.book.readings.is('hp.all_three_na', 'ignore-it-and-test-the-rest');
  const subjects = new Map<string, Clock[]>();
  for (const clock of state.clocks)
    if (rule.targets.includes(clock.clause))
      subjects.set(clock.subject, [...(subjects.get(clock.subject) ?? []), clock]);
  return [...subjects.values()].flatMap((clocks) => {
    const tested = ignoreOthers
      ? clocks.filter((clock) => clock.line.status !== 'not-owed' && clock.line.status !== 'waived')
      : clocks;
    if (tested.length === 0 || !tested.every(isLate) || (!ignoreOthers && tested.length < rule.targets.length))
      return [];
    const first = tested[0] as Clock;
    const amount = amountSteps(state, rule.amount, rule.clause, dayOf(first.fromMs));
    return [
      makeDeduction(state, {
        rule,
        subject: first.subject,
        breach: 'all-stages',
        computed: amount.value,
        eventMs: Math.max(...tested.map(missedAt)),
        settleMs: first.fromMs,
        steps: [
          ...tested.map(lateStep),
          step('all-late', { late: tested.length }, true, rule.condition ?? rule.clause),
          ...amount.steps,
        ],
        missing: amount.missing,
        ...marksOf(tested),
      }),
    ];
  });
}

const HOUR_MS = 3_600_000;

/** HP-3.2-ARRLATE: a share of the total for each hour late; completed hours unless read otherwise. While nobody has arrived the hours go on. */
function perHourLate(state: State, rule: Extract<PenaltyRule, { kind: 'per-hour-late' }>): Deduction[] {
  const { readings } = state.book;
  const started = readings.is('hp.arrlate', 'started') || readings.is('money.rounding', 'started-units');
  const proRata = readings.is('hp.arrlate', 'pro-rata-hours') || readings.is('money.rounding', 'pro-rata');
  return lateClocks(state, rule.targets).flatMap((clock) => {
    const dueMs = clock.dueMs as number;
    const lateMs = (clock.met?.atMs ?? state.moment.asOfMs) - dueMs;
    const completed = Math.floor(lateMs / HOUR_MS);
    if (!clock.met && !proRata) state.moment.reached(dueMs + (completed + 1) * HOUR_MS + (started ? 1 : 0));
    const hours = proRata ? yuan(lateMs).div(HOUR_MS) : yuan(started ? Math.ceil(lateMs / HOUR_MS) : completed);
    if (hours.lte(0)) return [];
    const base =
      'share' in rule.amount && readings.is('hp.arrlate', 'annual') ? { ...rule.amount, of: 'annual' } : rule.amount;
    const amount = amountSteps(state, base, rule.clause, dayOf(clock.fromMs));
    const value = amount.value === null ? null : amount.value.times(hours);
    return [
      makeDeduction(state, {
        rule,
        subject: clock.subject,
        breach: clock.stage,
        computed: value,
        eventMs: missedAt(clock),
        settleMs: clock.fromMs,
        steps: [
          lateStep(clock),
          ...amount.steps,
          step(
            'hours',
            { lateSeconds: clock.line.lateSeconds, hours: hours.toDecimalPlaces(4).toString() },
            value === null ? null : formatYuan(value),
            rule.clause,
          ),
        ],
        missing: amount.missing,
        ...marksOf([clock]),
      }),
    ];
  });
}

/** A duty not done in time; what falls due before the record began counts nowhere. */
function dutiesMissed(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'duty-missed' }>,
  acceptances: readonly Acceptance[],
): Deduction[] {
  const missed = state.duties
    .filter(
      (duty) =>
        rule.duties.includes(duty.clause) &&
        duty.firm &&
        duty.owedBy === 'vendor' &&
        (duty.record.status === 'overdue' || duty.record.status === 'late'),
    )
    .map((duty) => ({
      subject: duty.record.subject,
      period: duty.record.period,
      breach: duty.breach,
      clause: duty.clause,
      dueOn: duty.record.dueOn ?? null,
      doneAt: duty.record.doneAt,
      status: duty.record.status,
      eventMs: duty.dueMs as number,
      unconfirmed: duty.record.unconfirmed === true,
      provisional: duty.record.provisional === true,
    }));
  const rectified = acceptances
    .flatMap((acceptance) => acceptance.rectificationBreaches)
    .filter((breach) => rule.duties.includes(breach.clause))
    .map((breach) => ({
      subject: undefined,
      period: breach.period,
      breach: 'rectification',
      clause: breach.clause,
      dueOn: null,
      doneAt: null,
      status: 'late',
      eventMs: breach.atMs,
      unconfirmed: false,
      provisional: false,
    }));
  return [...missed, ...rectified].map((item) => {
    const amount = amountSteps(state, rule.amount, rule.clause, dayOf(item.eventMs));
    return makeDeduction(state, {
      rule,
      ...(item.subject !== undefined ? { subject: item.subject } : {}),
      ...(item.period !== undefined ? { period: item.period } : {}),
      breach: item.breach,
      computed: amount.value,
      eventMs: item.eventMs,
      steps: [
        step('missed', { duty: item.clause, dueOn: item.dueOn, doneAt: item.doneAt }, item.status, item.clause),
        ...amount.steps,
      ],
      missing: amount.missing,
      unconfirmed: item.unconfirmed,
      provisional: item.provisional,
    });
  });
}

/** BY-V-APPLY10WD: the application for acceptance came late or has not come. */
function applicationsLate(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'application-late' }>,
  acceptances: readonly Acceptance[],
): Deduction[] {
  const apply = state.book.terms.acceptance?.apply.clause ?? rule.clause;
  return acceptances.flatMap((acceptance) => {
    if (!acceptance.applied) {
      // A verdict without a recorded application shows that there was one; what fell due before the record began is not ours to judge.
      if (acceptance.passedAtMs !== null || acceptance.failedAtMs !== null) return [];
      const started = state.book.recordStartsOn;
      if (started !== null && acceptance.applyByDay < started) return [];
    }
    const late = acceptance.applied
      ? acceptance.applied.atMs >= acceptance.applyLateFromMs
      : state.moment.reached(endsAt(acceptance.period)) && state.moment.reached(acceptance.applyLateFromMs);
    if (!late) return [];
    const amount = amountSteps(state, rule.amount, rule.clause, acceptance.applyByDay);
    return [
      makeDeduction(state, {
        rule,
        period: acceptance.period.label,
        breach: 'acceptance.applied',
        computed: amount.value,
        eventMs: acceptance.applyLateFromMs,
        steps: [
          step(
            'missed',
            {
              duty: apply,
              dueOn: acceptance.record.applyBy,
              doneAt: acceptance.applied ? formatInstant(acceptance.applied.atMs) : null,
            },
            acceptance.applied ? 'late' : 'overdue',
            apply,
          ),
          ...amount.steps,
        ],
        missing: amount.missing,
        unconfirmed: acceptance.applied?.unconfirmed === true,
        provisional: acceptance.record.provisional === true,
      }),
    ];
  });
}

/** Rulings that another rule of money, a counter or a right acts upon. */
function takenByOthers(state: State, rule: PenaltyRule): string[] {
  const { penalties, counters, rights, metrics } = state.book.terms;
  return [
    ...penalties.flatMap((other) =>
      other.kind === 'ruled' && other !== rule ? (other.rulings ?? [other.clause]) : [],
    ),
    ...counters.flatMap((counter) => (counter.kind === 'ruled' ? [counter.ruled] : [])),
    ...rights.flatMap((right) => (right.kind === 'ruled' ? [right.ruled] : [])),
    ...metrics.map((metric) => metric.clause),
  ];
}

/** One breach.ruled is one record; its times or days multiply the amount. */
function ruled(state: State, rule: Extract<PenaltyRule, { kind: 'ruled' }>): Deduction[] {
  const clauses = rule.rulings ?? [rule.clause];
  const elsewhere = rule.others ? new Set([...majorClauses(state), ...takenByOthers(state, rule)]) : null;
  return state.book.history
    .of('breach.ruled')
    .filter((fact) => clauses.includes(fact.clause) || (elsewhere !== null && !elsewhere.has(fact.clause)))
    .map((fact) => {
      const count = (rule.per === 'days' ? fact.days : fact.times) ?? 1;
      const amount = amountSteps(state, rule.amount, rule.clause, dayOf(fact.atMs));
      const given = fact.amount === undefined ? amount.value : yuan(fact.amount);
      const value = given === null ? null : given.times(count);
      return makeDeduction(state, {
        rule,
        ...(fact.period !== undefined && fact.subject === undefined
          ? { period: fact.period }
          : { subject: fact.subject ?? fact.id ?? fact.at }),
        breach: fact.clause,
        computed: value,
        eventMs: fact.atMs,
        steps: [
          step('ruled', { ruling: fact.clause, at: fact.at }, count, fact.clause),
          ...amount.steps,
          step(rule.per, { count }, value === null ? null : formatYuan(value), rule.clause),
        ],
        missing: fact.amount === undefined ? amount.missing : [],
        unconfirmed: fact.unconfirmed,
      });
    });
}

/** HP-9.2: so much for each whole point below 80 in the middle band; damages in the lowest. Only once the assessment has been held. */
function scoreFines(
  state: State,
  rule: Extract<PenaltyRule, { kind: 'score-points' | 'score-band' }>,
  scores: readonly Score[],
): Deduction[] {
  const { readings } = state.book;
  return scores
    .filter((score) => score.band === rule.clause && score.held !== null)
    .flatMap((score) => {
      const held = score.held as NonNullable<Score['held']>;
      const parts =
        rule.kind === 'score-points' ? pointsFine(state, rule, score) : bandDamages(state, rule, score, readings);
      if (parts.value !== null && parts.value.lte(0)) return [];
      return [
        makeDeduction(state, {
          rule,
          period: score.period.label,
          breach: 'score',
          computed: parts.value,
          eventMs: held.atMs,
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
        }),
      ];
    });
}

function pointsFine(state: State, rule: Extract<PenaltyRule, { kind: 'score-points' }>, score: Score) {
  const { readings } = state.book;
  const base = readings.is('hp.fine_base', '79') ? 79 : 80;
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

/** loss.claimed: the loss itself, or only what the contract's damages do not cover (BY-8-CONCUR). */
function claims(state: State, lines: readonly Deduction[]): Deduction[] {
  return state.book.terms.penalties.flatMap((rule) => {
    if (rule.kind !== 'claimed') return [];
    let covered = rule.excess
      ? sum(lines.filter((line) => line.payer === 'vendor').map((line) => line.payable ?? ZERO))
      : ZERO;
    return state.book.history
      .of('loss.claimed')
      .filter((fact) => fact.clause === rule.clause || (rule.excess && fact.clause === rule.condition))
      .map((fact) => {
        const loss = fact.amount === undefined ? null : yuan(fact.amount);
        const used = loss === null || !rule.excess ? ZERO : covered.lt(loss) ? covered : loss;
        covered = covered.minus(used);
        const value = loss === null ? null : loss.minus(used);
        return makeDeduction(state, {
          rule,
          subject: fact.subject ?? fact.id ?? fact.at,
          breach: 'loss',
          payer: rule.payer,
          computed: value,
          eventMs: fact.atMs,
          steps: [
            step('loss', { claimed: fact.amount ?? null }, fact.amount ?? null, rule.clause),
            ...(rule.excess
              ? [
                  step(
                    'covered',
                    { damages: formatYuan(used) },
                    value === null ? null : formatYuan(value),
                    rule.condition ?? rule.clause,
                  ),
                ]
              : []),
          ],
          missing: loss === null ? ['loss.claimed.amount'] : [],
          unconfirmed: fact.unconfirmed,
        });
      });
  });
}
