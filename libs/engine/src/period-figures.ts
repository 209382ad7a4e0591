import { dateFromDay, dayOf } from '@weibao/calendar';
import type {
  Outcome,
  PaymentRecord,
  PeriodFigures,
  StatementLine,
  StatementPeriod,
  StatementSubject,
} from '@weibao/exchange';
import type { Book } from './book.js';
import { instantMs } from './history.js';
import { formatYuan, sum, yuan } from './money.js';
import { endsAt, holds, startsAt, type Period } from './periods.js';
import { settled } from './settle.js';
import { settlePayment } from './statement-figures.js';
import { decidedLines, entriesOf, shownFacts, sourcesOf } from './statement-lines.js';
import { stateOf } from './contract-end.js';
import type { Input } from './state.js';

/** The spans that people settle by: the whole term, its years, the settlements, half-years and quarters; each label once. */
function settledSpans(book: Book): Period[] {
  const { term } = book;
  if (!term) return [];
  const whole = { label: 'term', firstDay: term.firstDay, lastDay: term.lastDay };
  const spans = (['year', 'settlement', 'half-year', 'quarter'] as const).flatMap((kind) => book.periods(kind));
  return unique([whole, ...spans]);
}

const unique = (periods: readonly Period[]): Period[] =>
  [...new Map([...periods].reverse().map((period) => [period.label, period])).values()].reverse();

/** By the calendar as agreed, also of a contract that a right ended: its payments stand by that. */
const begun = (book: Book): Period[] =>
  settledSpans(book.scheduled).filter(
    (period) => startsAt(period) <= (book.endedMs ?? Infinity) && book.moment.reached(startsAt(period)),
  );

function periodView(book: Book, period: Period): StatementPeriod {
  return {
    period: period.label,
    firstOn: dateFromDay(period.firstDay),
    lastOn: dateFromDay(period.lastDay),
    ended: book.moment.reached(endsAt(period)),
  };
}

/** The periods that a statement can be issued of: those that have begun, the latest first, the longer before those in it. */
export function statementPeriods(input: Input): StatementPeriod[] {
  const { book } = stateOf(input);
  return begun(book)
    .sort((a, b) => b.lastDay - a.lastDay || a.firstDay - b.firstDay)
    .map((period) => periodView(book, period));
}

/** The figures of a statement of a payment or of a period; null where the contract has no such, or the period has not begun. */
export function settleSubject(input: Input, subject: StatementSubject) {
  return 'payment' in subject ? settlePayment(input, subject.payment) : settlePeriod(input, subject.period);
}

/**
 * What a settlement statement of a period says. A line belongs to the period that its label lies in, else to the day of its event; a payment to that of
 * its milestone, an invoice or money paid to that in which it came or left. So the periods of one kind share nothing and leave nothing of the term out.
 */
export function settlePeriod(input: Input, label: string): { outcome: Outcome; figures: PeriodFigures | null } {
  const { outcome, state, eventsMs, milestoneDays } = settled(input);
  const { book } = state;
  const { scheduled } = book;
  const period = begun(book).find((candidate) => candidate.label === label);
  if (!period) return { outcome, figures: null };
  const spans = new Map(
    unique([...settledSpans(scheduled), ...scheduled.periods('assessment'), ...scheduled.periods('month')]).map(
      (span) => [span.label, span],
    ),
  );
  const inIt = (day: number | null | undefined) => day !== null && day !== undefined && holds(period, day);
  const ofLabel = (name: string) => inIt(spans.get(name)?.lastDay);
  const standing = shownFacts(book.history);
  const events = outcome.deductions.map((line) => eventsMs.get(line));
  const lines = decidedLines(outcome, standing).filter((line, index) => {
    const own = line.period === undefined ? undefined : spans.get(line.period);
    return inIt(own?.lastDay ?? dayOf(events[index] ?? 0));
  });
  const receivables = lines.filter(({ payment }) => payment === null);
  const payments = outcome.payments.filter(({ payment }) => inIt(milestoneDays.get(payment)));
  const entries = entriesOf(standing, (_payment, { at }) => inIt(dayOf(instantMs(at))));
  const figures = {
    period: periodView(book, period),
    payments,
    sums: {
      ...sumsOf(payments),
      paid: total(entries.filter(({ type }) => type === 'payment.made').map(({ amount }) => amount)),
      vendorOwes: owedBy('vendor', receivables),
      hospitalOwes: owedBy('hospital', receivables),
    },
    deductions: lines.filter(({ payment }) => payment !== null),
    receivables,
    caps: outcome.caps,
    acceptances: outcome.acceptances.filter(({ year }) => ofLabel(`year-${year}`)),
    metrics: outcome.metrics.filter((metric) => ofLabel(metric.period)),
    scores: outcome.scores.filter((score) => ofLabel(score.period)),
    entries,
  };
  return { outcome, figures: { ...figures, ...sourcesOf(figures, outcome, input.terms) } };
}

const total = (amounts: readonly (string | null)[]): string | null =>
  amounts.some((amount) => amount === null) ? null : formatYuan(sum(amounts.map((amount) => yuan(amount ?? '0'))));

const sumsOf = (payments: readonly PaymentRecord[]) => ({
  gross: total(payments.map(({ gross }) => gross)),
  deducted: total(payments.map(({ deducted }) => deducted)),
  net: total(payments.map(({ net }) => net)),
  undecided: total(payments.map(({ undecided }) => undecided)),
});

const owedBy = (side: StatementLine['payer'], lines: readonly StatementLine[]): string | null =>
  total(lines.filter(({ payer }) => payer === side).map(({ payable }) => payable));
