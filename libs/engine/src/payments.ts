import { dateFromDay, dayOf, startOfDay } from '@weibao/calendar';
import type { PaymentRule } from '@weibao/contract-terms';
import type { PaymentRecord, PaymentStatus } from '@weibao/exchange';
import type { Acceptance } from './acceptances.js';
import type { LastDay } from './book.js';
import type { Deduction } from './deduction.js';
import { gateOf, type Gate } from './gates.js';
import { exercisesOf } from './exercises.js';
import type { KnownOf } from './history.js';
import type { Major } from './majors.js';
import { joined, marks, readingsIn } from './marks.js';
import { formatYuan, fraction, least, percentage, sum, times, toFen, yuan, ZERO, type Money } from './money.js';
import { afterMonths, type Period } from './periods.js';
import { comesOff } from './set-off.js';
import type { State } from './state.js';
import { suspensionsOf, type Suspension } from './suspensions.js';

/** A payment while it is computed. */
export interface Payment {
  record: PaymentRecord;
  rule: PaymentRule;
  own: State; // as the version of the terms has it that measures the payment
  onDay: number; // by whose terms it is measured
  milestoneDay: number | null; // what the calendar brings; null while no term is known
  payment: string;
  lines: readonly Deduction[]; // what comes off it, those of unknown amount too
  gross: Money | null;
  net: Money | null;
  dueDay: number | null;
  gatesOpenMs: number | null; // when the last gate opened; null while one is closed or unknown
  made: readonly KnownOf<'payment.made'>[];
  beforeRecord: boolean; // fell due before the record began, which holds no payment of it
  paidMs: number | null;
  suspensions: readonly Suspension[];
}

export interface PaymentContext {
  deductions: readonly Deduction[];
  acceptances: readonly Acceptance[];
  majors: readonly Major[];
}

export function paymentsOf(state: State, context: PaymentContext): Payment[] {
  const owed = paymentsInForce(state);
  const single = owed
    .filter(({ period }) => period === null)
    .map(({ rule, own }) => ({ rule, milestoneDay: milestoneOf(own, rule, null)?.day ?? null }));
  const settlements = owed.flatMap(({ period }) => period ?? []);
  return owed.reduce<Payment[]>((before, one) => {
    const lines = context.deductions.filter((line) => comesOff(line, one.rule, one.period, { single, settlements }));
    return [...before, paymentOf(one, lines, context, before)];
  }, []);
}

interface OwedPayment {
  payment: string;
  rule: PaymentRule;
  period: Period | null; // of a settlement
  own: State;
  onDay: number;
}

/** Every payment once, by the terms in force on the first day of its settlement, or of the service year that it closes or lies in. */
function paymentsInForce(state: State): OwedPayment[] {
  const { versions } = state.book;
  const names = [
    ...new Set([...versions].reverse().flatMap(({ terms }) => terms.payments.map(({ payment }) => payment))),
  ];
  const find = (payment: string, name: string, period: Period | null): OwedPayment[] => {
    for (const [index, version] of versions.entries()) {
      const own = state.as(version);
      const rule = version.terms.payments.find((candidate) => candidate.payment === name);
      const next = versions[index + 1];
      if (!rule) continue;
      const onDay = spanOf(own, rule, period)?.firstDay;
      // Terms without dates: as they stand.
      if (next === undefined || (onDay !== undefined && onDay < next.fromDay))
        return [{ payment, rule, period, own, onDay: onDay ?? -Infinity }];
    }
    return [];
  };
  return names.flatMap((name) =>
    name === 'P*'
      ? state.book.scheduled.periods('settlement').flatMap((period, index) => find(`P${index + 1}`, name, period))
      : find(name, name, null),
  );
}

const spanOf = (state: State, rule: PaymentRule, period: Period | null): Period | null => {
  const milestone = period === null ? milestoneOf(state, rule, null) : null;
  return period ?? (milestone === null ? null : state.book.scheduled.periodOf('year', milestone.day));
};

function paymentOf(
  { payment, rule, period, own: state, onDay }: OwedPayment,
  lines: readonly Deduction[],
  context: PaymentContext,
  before: readonly Payment[],
): Payment {
  const { book, moment } = state;
  const gross = grossOf(state, rule);
  // What comes off it in an unknown amount is not nothing: then nobody knows the net amount.
  const wanted = totalOf(lines);
  const deducted = wanted === null || gross === null ? wanted : least(wanted, gross);
  const net = gross === null || deducted === null ? null : gross.minus(deducted);
  const undecided = totalOf(lines.filter((line) => line.decision === null || line.review !== null));
  const inForce = rule.gates.filter((gate) => !('onlyIf' in gate) || !gate.onlyIf || book.chosen([gate.onlyIf]));
  const gates = inForce.map((gate) =>
    gateOf(state, gate, {
      payment,
      period,
      gross,
      net,
      acceptances: context.acceptances,
      majors: context.majors,
      lastPaidMs: before.reduce<number | null>(
        (last, { paidMs }) => (paidMs === null ? last : Math.max(last ?? paidMs, paidMs)),
        null,
      ),
    }),
  );
  const milestone = milestoneOf(state, rule, period);
  const due = milestone === null ? null : dueOf(state, rule, milestone.day, gates);
  const made = book.history.of('payment.made').filter((fact) => fact.payment === payment);
  const application =
    rule.applicationCounts && book.readings.is('hp.paid_date', 'application')
      ? book.history.of('payment.application-filed').find((fact) => fact.payment === payment)
      : undefined;
  const paidMs = application?.atMs ?? paidInFull(made, net);
  const suspensions = suspensionsOf(state, context.acceptances);
  const gatesOpen = gates.every((gate) => gate.record.open === true);
  const dueDay = due?.day ?? null;
  // What fell due before the record began, and of which it holds no payment, may well have been paid: nothing is invented.
  const started = book.recordStartsOn;
  const beforeRecord = started !== null && dueDay !== null && dueDay < started && made.length === 0;
  const status = statusOf();
  return {
    record: {
      payment,
      clause: rule.clause,
      gross: gross === null ? null : formatYuan(gross),
      deducted: deducted === null ? null : formatYuan(deducted),
      net: net === null ? null : formatYuan(net),
      undecided: undecided === null ? null : formatYuan(deducted === null ? undecided : least(undecided, deducted)),
      dueOn: dueDay === null ? null : dateFromDay(dueDay),
      status,
      gates: gates.map((gate) => gate.record),
      ...marks({
        readings: joined(
          rule.readings,
          period?.readings,
          milestone?.readings,
          due?.readings,
          readingsIn(lines),
          readingsIn(gates),
          readingsIn(suspensions),
          forfeitable(state) ? readingsIn(context.majors) : undefined,
        ),
        provisional: due?.provisional === true,
        missing: [
          ...new Set([
            ...(gross === null ? missingFor(state, rule) : []),
            ...lines.flatMap((line) => (comesTo(line) === null ? line.missing : [])),
          ]),
          ...(beforeRecord && status === 'eligible' ? ['payment.made'] : []),
        ],
        unconfirmed: lines.some((line) => line.unconfirmed),
      }),
      paid: made.some(({ amount }) => amount === undefined)
        ? null
        : formatYuan(sum(made.map(({ amount }) => yuan(amount ?? '0')))),
    },
    rule,
    own: state,
    onDay,
    milestoneDay: milestone?.day ?? null,
    payment,
    lines,
    gross,
    net,
    dueDay,
    gatesOpenMs: gatesOpen ? Math.max(-Infinity, ...gates.map((gate) => gate.openedMs ?? -Infinity)) : null,
    made,
    beforeRecord,
    paidMs,
    suspensions,
  };

  function statusOf(): PaymentStatus {
    if (paidMs !== null) return 'paid';
    if (forfeited(state, context.majors)) return 'forfeited';
    if (suspensions.some((span) => span.fromMs <= moment.asOfMs && moment.asOfMs < span.toMs)) return 'suspended';
    if (milestone === null || !moment.reached(milestone.reachedMs)) return 'not-yet';
    if (!gatesOpen) return 'held';
    if (dueDay !== null && !beforeRecord && moment.reached(startOfDay(dueDay + 1))) return 'overdue';
    return 'eligible';
  }
}

/** Of each payment the last day to pay were all its conditions fulfilled today, or, where the contract gives no time, the day it comes up; null where no term is known. */
export function paymentDays(state: State): Map<string, number | null> {
  const today = dayOf(state.moment.asOfMs);
  return new Map(
    paymentsInForce(state).map(({ payment, rule, period, own }) => {
      const milestone = milestoneOf(own, rule, period);
      if (milestone === null) return [payment, null];
      const from = Math.max(milestone.day, today);
      return [payment, dueOf(own, rule, from, [])?.day ?? from];
    }),
  );
}

/** What a line comes to: nothing until a person has named an amount that is theirs to name (J-3); null where a fact is missing. */
const comesTo = ({ payable, missing }: Deduction): Money | null =>
  payable ?? (missing.includes('deduction.decided') ? ZERO : null);

/** The sum of what the lines come to; null where that of one is not known. */
function totalOf(lines: readonly Deduction[]): Money | null {
  const amounts = lines.map(comesTo);
  return amounts.every((amount) => amount !== null) ? sum(amounts) : null;
}

function grossOf({ book }: State, rule: PaymentRule): Money | null {
  const base = book.base(rule.gross.of);
  if (base === null) return null;
  if ('share' in rule.gross) return toFen(times(base, fraction(rule.gross.share)));
  const { share } = book.parameters;
  return share === undefined ? null : toFen(times(base, percentage(share)));
}

function missingFor(state: State, rule: PaymentRule): string[] {
  const missing: string[] = [];
  if (state.book.base(rule.gross.of) === null) missing.push(...state.book.missingOf(rule.gross.of));
  if ('shareParameter' in rule.gross && state.book.parameters.share === undefined) missing.push('parameters.share');
  return missing;
}

/** What the calendar brings: the end of a year, a month mark, the end of a settlement or of the term, or the term's first day. */
function milestoneOf(
  state: State,
  rule: PaymentRule,
  period: Period | null,
): { day: number; reachedMs: number; readings: readonly string[] | undefined } | null {
  const { scheduled } = state.book;
  const { term } = scheduled;
  if (!term) return null;
  const ends = (day: number, readings: readonly string[] | undefined = term.readings) => ({
    day,
    reachedMs: startOfDay(day + 1),
    readings,
  });
  if ('yearEnd' in rule.milestone) {
    const year = scheduled.periods('year')[rule.milestone.yearEnd - 1];
    return year ? ends(year.lastDay, year.readings) : null;
  }
  if ('months' in rule.milestone) return ends(afterMonths(term, rule.milestone.months) - 1);
  if ('settlementEnd' in rule.milestone) return period ? ends(period.lastDay, period.readings) : null;
  if ('termEnd' in rule.milestone || (rule.latestAfterTerm && state.book.readings.is('tc.pay', 'late-2025-11-24')))
    return ends(term.firstTermLastDay);
  return { day: term.firstDay, reachedMs: startOfDay(term.firstDay), readings: undefined };
}

/** The last day to pay: so many days after the later of the milestone and the gates named; null while one of them is not open. */
function dueOf(state: State, rule: PaymentRule, milestoneDay: number, gates: readonly Gate[]): LastDay | null {
  if (!rule.due) return null;
  const { book } = state;
  if (rule.latestAfterTerm && !book.readings.is('tc.pay', 'early-2024-11-25'))
    return book.lastDay(book.scheduled.term?.firstTermLastDay ?? milestoneDay, rule.latestAfterTerm);
  const onlyInvoice = book.readings.is('hp.60d_start', 'invoice');
  const counted = gates.filter(
    (gate) => rule.dueFromGates.includes(gate.record.gate) && (!onlyInvoice || gate.record.gate === 'invoice'),
  );
  if (counted.some((gate) => gate.countsFromDay === null)) return null;
  const days = counted.map((gate) => gate.countsFromDay as number);
  const byAcceptanceOnly = 'months' in rule.milestone && book.readings.is('by.pay24_mark', 'acceptance-+-6-months');
  const from = Math.max(...(byAcceptanceOnly && days.length > 0 ? days : [milestoneDay, ...days]));
  return book.lastDay(from, rule.due);
}

function paidInFull(made: readonly KnownOf<'payment.made'>[], net: Money | null): number | null {
  let paid = ZERO;
  for (const fact of made) {
    if (fact.amount === undefined || net === null) return fact.atMs;
    paid = paid.plus(yuan(fact.amount));
    if (paid.gte(net)) return fact.atMs;
  }
  return null;
}

/** Whether a right of the contract takes away what is unpaid. */
const forfeitable = ({ book }: State): boolean =>
  book.versions.some(({ terms }) => terms.rights.some((rule) => rule.kind === 'major-breach' && rule.forfeits));

/** BY-8-TERM: once the hospital has terminated for a major breach, what is unpaid stays unpaid. */
function forfeited(state: State, majors: readonly Major[]): boolean {
  return state.book.versions.some((version) => {
    const { book } = state.as(version);
    return book.terms.rights.some(
      (rule) =>
        rule.kind === 'major-breach' &&
        rule.forfeits &&
        exercisesOf(state, rule).some(
          (fact) => book.measures(dayOf(fact.atMs)) && majors.some((major) => major.atMs <= fact.atMs),
        ),
    );
  });
}
