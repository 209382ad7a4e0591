import { dayOf } from '@weibao/calendar';
import type { CapRule } from '@weibao/contract-terms';
import type { CapRecord } from '@weibao/exchange';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { marks } from './marks.js';
import { formatYuan, fraction, least, times, toFen, yuan, ZERO, type Money } from './money.js';
import { startsAt, type Period } from './periods.js';
import type { State } from './state.js';

/** A cap in one year or in the whole term, and how much of it is used. */
export interface CapUse {
  record: CapRecord;
  clause: string;
  limit: Money | null;
  used: Money;
  reachedMs: number | null; // the event with which it was used up
  because: string[];
}

/** Cuts payable amounts to their caps, and returns the deductions as cut and the use of each cap. */
export function applyCaps(
  state: State,
  deductions: readonly Deduction[],
  payer: 'vendor' | 'hospital',
): { deductions: Deduction[]; caps: CapUse[] } {
  let current = [...deductions];
  const caps: CapUse[] = [];
  for (const written of state.book.terms.caps) {
    const penalties = state.book.chosen(written.otherPenalties)?.penalties ?? written.penalties;
    const rule = { ...written, penalties };
    if (rule.payer !== payer || penalties.length === 0) continue;
    const spans = rule.per === 'settlement' ? 'settlement' : 'year';
    const periods =
      rule.per === 'term'
        ? [null]
        : state.book.periods(spans).filter((year) => state.book.moment.reached(startsAt(year)));
    const byCalendarYear = rule.per === 'year' && state.book.readings.is('ly.year', 'calendar-year');
    const labels =
      rule.per === 'term'
        ? [null]
        : byCalendarYear
          ? countedYears(state, current, rule)
          : periods.map((period) => period?.label ?? null);
    for (const label of labels) {
      const inCap = (deduction: Deduction) =>
        deduction.payer === payer &&
        rule.penalties.includes(deduction.clause) &&
        (label === null ||
          (rule.per === 'settlement'
            ? state.book.periodOf('settlement', dayOf(deduction.settleMs))
            : yearOf(state, deduction)
          )?.label === label);
      for (const part of partsOf(state, rule, current.filter(inCap))) {
        const result = useCap(
          state,
          rule,
          { label, ...part },
          current,
          (deduction) => inCap(deduction) && (part.system === null || part.system === (deduction.subsystem ?? '')),
        );
        current = result.deductions;
        caps.push(result.cap);
      }
    }
  }
  return { deductions: current, caps };
}

/** The year in which a line counts; what fell due after the last one still belongs to it. */
function yearOf(state: State, { eventMs }: Deduction): Period | null {
  const years = state.book.countingYears('ly.year');
  const last = years[years.length - 1];
  const day = dayOf(eventMs);
  return last && day > last.lastDay ? last : (state.book.countingYear('ly.year', day) ?? null);
}

/** One cap for all lines; or, read by subsystem (L-11), one for each that was fined, and the general one for lines that concern none. */
function partsOf(
  state: State,
  rule: CapRule,
  lines: readonly Deduction[],
): { system: string | null; limit: Money | null }[] {
  const general = 'yuan' in rule.limit ? yuan(rule.limit.yuan) : baseShare(state, rule.limit);
  const per = rule.perSubsystemIf && state.book.chosen([rule.perSubsystemIf]);
  if (!per) return [{ system: null, limit: general }];
  const systems = new Set(lines.map((line) => line.subsystem ?? ''));
  return [...systems].sort().map((system) => {
    const fee = system === '' ? null : state.book.systemFee(system);
    return { system, limit: fee === null ? general : toFen(times(fee.fee, fraction(per.share))) };
  });
}

function countedYears(state: State, deductions: readonly Deduction[], rule: CapRule): string[] {
  const labels = deductions
    .filter((deduction) => rule.penalties.includes(deduction.clause))
    .map((deduction) => yearOf(state, deduction)?.label)
    .filter((label): label is string => label !== undefined);
  return [...new Set(labels)].sort();
}

function useCap(
  state: State,
  rule: CapRule,
  { label, system, limit: written }: { label: string | null; system: string | null; limit: Money | null },
  deductions: readonly Deduction[],
  inCap: (deduction: Deduction) => boolean,
) {
  const paidOnly = rule.paidOnlyIf !== undefined && state.book.chosen([rule.paidOnlyIf]) !== undefined;
  const limit = paidOnly && written !== null ? least(written, paidSoFar(state)) : written;
  const order = deductions
    .map((deduction, index) => ({ deduction, index }))
    .filter(({ deduction }) => inCap(deduction) && deduction.payable !== null)
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
  const restOf = rule.restIf && state.book.chosen([rule.restIf]);
  const rests: Deduction[] = [];
  let used = ZERO;
  let reachedMs: number | null = null;
  const cut = [...deductions];
  for (const { deduction, index } of order) {
    const left = limit === null ? null : limit.minus(used);
    const payable = left === null ? (deduction.payable as Money) : least(deduction.payable as Money, left);
    used = used.plus(payable);
    if (limit !== null && reachedMs === null && used.gte(limit)) reachedMs = deduction.eventMs;
    if (payable.eq(deduction.payable as Money)) continue;
    if (restOf) rests.push(restBeyond(state, restOf.clause, deduction, payable));
    cut[index] = {
      ...deduction,
      payable,
      readings: [...deduction.readings, ...rule.readings],
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
  const cap: CapUse = {
    record: {
      clause: rule.clause,
      ...(label === null ? {} : { period: label }),
      ...(system === null || system === '' ? {} : { system }),
      limit: limit === null ? '' : formatYuan(limit),
      used: formatYuan(used),
      ...marks({ readings: rule.readings }),
    },
    clause: rule.clause,
    limit,
    used,
    reachedMs,
    because: order.filter(({ index }) => (cut[index]?.payable ?? ZERO).gt(0)).map(({ deduction }) => deduction.key),
  };
  return { deductions: [...cut, ...rests], cap };
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
