import { dayOf } from '@weibao/calendar';
import type { CapRule } from '@weibao/contract-terms';
import type { CapRecord } from '@weibao/exchange';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { joined, marks } from './marks.js';
import { formatYuan, fraction, least, most, times, toFen, yuan, ZERO, type Money } from './money.js';
import { startsAt, type Period } from './periods.js';
import type { State } from './state.js';
import type { Version } from './versions.js';

/** A cap in one year or in the whole term, and how much of it is used. */
export interface CapUse {
  record: CapRecord;
  clause: string;
  limit: Money | null;
  used: Money;
  reachedMs: number | null; // the event with which what was owed came to the limit
  because: string[];
}

/**
 * Cuts payable amounts to their caps, and returns the deductions as cut and the use of each cap. The cap of a period is that of its first day; one of
 * the whole term takes each line by the terms that measure it, so that a lowered cap takes back nothing of what counted before.
 */
export function applyCaps(
  state: State,
  deductions: readonly Deduction[],
  payer: 'vendor' | 'hospital',
): { deductions: Deduction[]; caps: CapUse[] } {
  let current = [...deductions];
  const caps: CapUse[] = [];
  const clauses = [...state.book.versions].reverse().flatMap(({ terms }) => terms.caps.map(({ clause }) => clause));
  for (const clause of new Set(clauses)) {
    const inForce = state.book.versions.flatMap((version) => asRead(state.as(version), clause, payer));
    for (const bucket of [...endless(state, inForce), ...inForce.flatMap((cap) => periodic(cap, current))])
      for (const part of partsOf(bucket, current.filter(bucket.holds))) {
        const result = useCap({ ...bucket, ...part }, current);
        current = result.deductions;
        caps.push(result.cap);
      }
  }
  return { deductions: current, caps };
}

/** A cap as a version of the terms has it. */
interface Cap {
  own: State;
  rule: CapRule;
}

/** The lines that use up one limit. */
interface Bucket extends Cap {
  label: string | null; // null: the whole term
  span: Period | null;
  holds: (line: Deduction) => boolean;
  /** The cap as the terms have it that measure the line. */
  capOf: (line: Deduction) => Cap;
}

function asRead(own: State, clause: string, payer: 'vendor' | 'hospital'): Cap[] {
  return own.book.terms.caps.flatMap((written) => {
    if (written.clause !== clause || written.payer !== payer) return [];
    const penalties = own.book.chosen(written.otherPenalties)?.penalties ?? written.penalties;
    return penalties.length === 0 ? [] : [{ own, rule: { ...written, penalties } }];
  });
}

const isIn = ({ rule }: Cap, line: Deduction): boolean =>
  line.payer === rule.payer && rule.penalties.includes(line.clause);

/** One bucket for the whole term, shown as the terms have it now. */
function endless(state: State, caps: readonly Cap[]): Bucket[] {
  const all = caps.filter(({ rule }) => rule.per === 'term');
  const find = (line: Deduction) => all.find((cap) => cap.own.book.measures(line.onDay) && isIn(cap, line));
  const ruleOf = (version: Version) => all.find(({ own }) => own === state.as(version));
  const now = state.book.inForceNow((version) => {
    const cap = ruleOf(version);
    return cap && { rule: cap.rule, limit: limitOf(cap, null)?.toString() ?? null };
  });
  const shown = now && ruleOf(now);
  return shown
    ? [
        {
          ...shown,
          label: null,
          span: null,
          holds: (line) => find(line) !== undefined,
          capOf: (line) => find(line) ?? shown,
        },
      ]
    : [];
}

/** A bucket for each year or settlement that has begun and that these terms measure. */
function periodic(cap: Cap, lines: readonly Deduction[]): Bucket[] {
  const { own, rule } = cap;
  const { book } = own;
  if (rule.per === 'term') return [];
  const spans = rule.per === 'settlement' ? book.scheduled : book;
  const periodOf = (line: Deduction) =>
    rule.per === 'settlement' ? spans.periodOf('settlement', dayOf(line.settleMs)) : yearOf(own, line);
  const byCalendarYear = rule.per === 'year' && book.readings.is('ly.year', 'calendar-year');
  const periods = byCalendarYear
    ? countedYears(own, lines, rule)
    : spans.periods(rule.per).filter((period) => book.moment.reached(startsAt(period)));
  return periods
    .filter(({ firstDay }) => book.measures(firstDay))
    .map((span) => ({
      ...cap,
      label: span.label,
      span,
      holds: (line) => isIn(cap, line) && periodOf(line)?.label === span.label,
      capOf: () => cap,
    }));
}

/** The year in which a line counts; what fell due after the last one still belongs to it. */
function yearOf(state: State, { eventMs }: Deduction): Period | null {
  const years = state.book.countingYears('ly.year');
  const last = years[years.length - 1];
  const day = dayOf(eventMs);
  return last && day > last.lastDay ? last : (state.book.countingYear('ly.year', day) ?? null);
}

/** One cap for all lines; or, read by subsystem (L-11), one for each that was fined, and the general one for lines that concern none. */
function partsOf(bucket: Bucket, lines: readonly Deduction[]): { system: string | null; holds: Bucket['holds'] }[] {
  const { own, rule, holds } = bucket;
  if (!rule.perSubsystemIf || !own.book.chosen([rule.perSubsystemIf])) return [{ system: null, holds }];
  const systems = new Set(lines.map((line) => line.subsystem ?? ''));
  return [...systems]
    .sort()
    .map((system) => ({ system, holds: (line) => holds(line) && system === (line.subsystem ?? '') }));
}

function limitOf({ own, rule }: Cap, system: string | null): Money | null {
  const per = rule.perSubsystemIf && own.book.chosen([rule.perSubsystemIf]);
  const fee = per && system ? own.book.systemFee(system) : null;
  const written =
    fee && per
      ? toFen(times(fee.fee, fraction(per.share)))
      : 'yuan' in rule.limit
        ? yuan(rule.limit.yuan)
        : baseShare(own, rule.limit);
  const paidOnly = rule.paidOnlyIf !== undefined && own.book.chosen([rule.paidOnlyIf]) !== undefined;
  return paidOnly && written !== null ? least(written, paidSoFar(own)) : written;
}

function countedYears(state: State, deductions: readonly Deduction[], rule: CapRule): Period[] {
  const years = new Map<string, Period>();
  for (const deduction of deductions) {
    const year = rule.penalties.includes(deduction.clause) ? yearOf(state, deduction) : null;
    if (year) years.set(year.label, year);
  }
  return [...years.values()].sort((a, b) => a.firstDay - b.firstDay);
}

function useCap(
  { own, rule, label, span, system, holds, capOf }: Bucket & { system: string | null },
  deductions: readonly Deduction[],
) {
  const order = deductions
    .map((deduction, index) => ({ deduction, index }))
    .filter(({ deduction }) => holds(deduction) && deduction.payable !== null)
    .sort((a, b) => {
      // Decided lines in order of decision, then the others in order of event; at the same moment in the order of the cap's clauses.
      const [left, right] = [a.deduction.decision?.atMs ?? Infinity, b.deduction.decision?.atMs ?? Infinity];
      if (left !== right) return left - right;
      const byClause = rule.penalties.indexOf(a.deduction.clause) - rule.penalties.indexOf(b.deduction.clause);
      if (rule.payer === 'hospital' && byClause !== 0) return byClause;
      return (
        a.deduction.eventMs - b.deduction.eventMs ||
        byClause ||
        (a.deduction.key < b.deduction.key ? -1 : a.deduction.key > b.deduction.key ? 1 : a.index - b.index)
      );
    });
  const rests: Deduction[] = [];
  let used = ZERO;
  let readings: readonly string[] = joined(rule.readings, span?.readings);
  const cut = [...deductions];
  for (const { deduction, index } of order) {
    const cap = capOf(deduction);
    const limit = limitOf(cap, system);
    // What was used up under a higher cap stays used.
    const left = limit === null ? null : most(limit.minus(used), ZERO);
    readings = joined(readings, cap.rule.readings, deduction.readings);
    const payable = left === null ? (deduction.payable as Money) : least(deduction.payable as Money, left);
    used = used.plus(payable);
    if (payable.eq(deduction.payable as Money)) continue;
    const restOf = cap.rule.restIf && cap.own.book.chosen([cap.rule.restIf]);
    if (restOf) rests.push(restBeyond(cap.own, restOf.clause, deduction, payable));
    cut[index] = {
      ...deduction,
      payable,
      readings,
      steps: [
        ...deduction.steps,
        {
          label: 'cap',
          inputs: {
            limit: formatYuan(limit as Money),
            usedBefore: formatYuan(used.minus(payable)),
            wanted: formatYuan(deduction.payable as Money),
          },
          result: formatYuan(payable),
          clause: rule.clause,
        },
      ],
    };
  }
  const limit = limitOf({ own, rule }, system);
  const cap: CapUse = {
    record: {
      clause: rule.clause,
      ...(label === null ? {} : { period: label }),
      ...(system === null || system === '' ? {} : { system }),
      limit: limit === null ? null : formatYuan(limit),
      used: formatYuan(used),
      ...marks({
        readings,
        missing: limit === null && 'of' in rule.limit ? own.book.missingOf(rule.limit.of) : undefined,
      }),
    },
    clause: rule.clause,
    limit,
    used,
    ...reachedBy(
      order.map(({ deduction }) => deduction),
      (deduction) => limitOf(capOf(deduction), system),
    ),
  };
  return { deductions: [...cut, ...rests], cap };
}

/**
 * The event with which what was owed came to the limit, and the lines that brought it there: in the order in which they happened, since a decision taken
 * later moves what is payable from one line to another and not the moment at which the limit was reached.
 */
function reachedBy(
  lines: readonly Deduction[],
  limitFor: (line: Deduction) => Money | null,
): Pick<CapUse, 'reachedMs' | 'because'> {
  let owed = ZERO;
  const because: string[] = [];
  for (const line of [...lines].sort((a, b) => a.eventMs - b.eventMs)) {
    const payable = line.payable as Money;
    if (!payable.gt(0)) continue;
    owed = owed.plus(payable);
    because.push(line.key);
    const limit = limitFor(line);
    if (limit !== null && owed.gte(limit)) return { reachedMs: line.eventMs, because };
  }
  return { reachedMs: null, because: [] };
}

/** T-7, both clauses side by side: what one clause's cap cuts off is claimed by the other. */
function restBeyond(state: State, clause: string, line: Deduction, payable: Money): Deduction {
  const rest = (line.payable as Money).minus(payable);
  return makeDeduction(state, {
    rule: { clause, readings: [...line.readings], setOff: line.setOff, otherSetOff: [] },
    ...(line.subject === undefined ? {} : { subject: line.subject }),
    ...(line.period === undefined ? {} : { period: line.period }),
    breach: 'beyond-cap',
    payer: line.payer,
    computed: rest,
    eventMs: line.eventMs,
    onDay: line.onDay,
    settleMs: line.settleMs,
    steps: [
      ...line.steps,
      step(
        'beyond-cap',
        { claimed: formatYuan(line.payable as Money), covered: formatYuan(payable) },
        formatYuan(rest),
        clause,
      ),
    ],
    unconfirmed: line.unconfirmed,
    provisional: line.provisional,
  });
}

const paidSoFar = (state: State): Money =>
  state.book.history.of('payment.made').reduce((total, fact) => total.plus(yuan(fact.amount ?? '0')), ZERO);

function baseShare(state: State, limit: { share: string; of: string }): Money | null {
  const base = state.book.base(limit.of);
  return base === null ? null : toFen(times(base, fraction(limit.share)));
}
