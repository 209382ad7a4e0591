import type {
  DeductionRecord,
  Fact,
  FactOf,
  Outcome,
  StatementDecision,
  StatementEntry,
  StatementFigures,
  StatementLine,
} from '@weibao/exchange';
import type { Terms } from '@weibao/contract-terms';
import { historyAt } from './history.js';
import { settle } from './settle.js';
import type { Input } from './state.js';

/** Of the facts, what a statement shows beside the outcome. */
const shown = ['deduction.decided', 'invoice.received', 'payment.made'] as const;

/**
 * What a settlement statement of one payment says: records of the outcome as they are, with the decisions, invoices and payments beside them. From the
 * facts and a moment alone, so that it is the same when it is issued and whenever it is verified. `figures` is null where the contract has no such payment.
 */
export function settlePayment(input: Input, payment: string): { outcome: Outcome; figures: StatementFigures | null } {
  const outcome = settle(input);
  const history = historyAt(input.facts, input.asOfMs);
  const standing = shown.flatMap((type): readonly Fact[] => history.of(type));
  return { outcome, figures: figuresOf(outcome, payment, standing, input.terms) };
}

function figuresOf(
  outcome: Outcome,
  payment: string,
  standing: readonly Fact[],
  terms: Terms,
): StatementFigures | null {
  const record = outcome.payments.find((one) => one.payment === payment);
  if (!record) return null;
  const lines = outcome.deductions.map((line): StatementLine => ({ ...line, decisions: decisionsOn(line, standing) }));
  const deductions = lines.filter((line) => line.payment === payment);
  const receivables = lines.filter((line) => line.payment === null);
  const year = record.gates.find((gate) => gate.year !== undefined)?.year;
  const periods = new Set([
    ...(year === undefined ? [] : [`year-${year}`]),
    ...deductions.flatMap(({ period }) => period ?? []),
  ]);
  const inPeriods = ({ period }: { period: string }) => periods.has(period);
  const figures = {
    payment: record,
    deductions,
    receivables,
    caps: outcome.caps,
    acceptances: outcome.acceptances.filter((acceptance) => acceptance.year === year),
    metrics: outcome.metrics.filter(inPeriods),
    scores: outcome.scores.filter(inPeriods),
    entries: entriesOf(payment, standing),
  };
  const readings = readingsOf(figures, outcome, terms);
  return { ...figures, readings, clauses: placesOf(citedBy({ figures, readings }), terms) };
}

const keyOf = (line: Pick<DeductionRecord, 'subject' | 'period'>): string => line.subject ?? line.period ?? '';

/** The decisions about one line, oldest first. */
function decisionsOn(line: DeductionRecord, standing: readonly Fact[]): StatementDecision[] {
  const key = keyOf(line);
  return standing.flatMap((fact) => {
    if (fact.type !== 'deduction.decided') return [];
    const decided = fact as FactOf<'deduction.decided'>;
    const isMeant =
      decided.clause === line.clause &&
      (decided.subject ?? decided.period ?? key) === key &&
      (decided.breach === undefined || decided.breach === line.breach);
    if (!isMeant) return [];
    return [
      {
        fact: decided.id ?? '',
        at: decided.at,
        outcome: decided.outcome ?? '',
        amount: decided.amount ?? null,
        account: accountOf(decided),
      },
    ];
  });
}

function accountOf(fact: Fact): string | null {
  const actor = fact['actor'] as { account?: unknown } | undefined;
  return typeof actor?.account === 'string' ? actor.account : null;
}

function entriesOf(payment: string, standing: readonly Fact[]): StatementEntry[] {
  return standing.flatMap((fact) => {
    if (fact.type !== 'invoice.received' && fact.type !== 'payment.made') return [];
    const { id = '', type, at, amount = null, payment: about } = fact as FactOf<'invoice.received'>;
    return about === payment ? [{ fact: id, type, at, amount }] : [];
  });
}

/** Every clause that stands under `clause` anywhere in the figures, sorted. */
function citedBy(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) citedBy(item, found);
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) {
      if (name === 'clause' && typeof part === 'string') found.add(part);
      else citedBy(part, found);
    }
  return found;
}

/** How each unclear clause was read on which one of the figures rests. */
function readingsOf(figures: unknown, outcome: Outcome, terms: Terms): StatementFigures['readings'] {
  const named = namedReadings(figures);
  return terms.registry
    .filter(({ option }) => named.has(option))
    .flatMap(({ id, zh, defaultZh }) => {
      const found = outcome.lint.find(({ ambiguity }) => ambiguity === id);
      return found ? [{ ambiguity: id, clause: found.clause, reading: found.reading, zh, defaultZh }] : [];
    });
}

function namedReadings(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, part] of Object.entries(value)) {
    if (name === 'readings') for (const option of part as string[]) found.add(option);
    else namedReadings(part, found);
  }
  return found;
}

/** Where each clause stands in the paper. */
const placesOf = (clauses: ReadonlySet<string>, terms: Terms): Record<string, string> =>
  Object.fromEntries(
    [...clauses].sort().flatMap((clause) => {
      const place = terms.clauses.get(clause)?.place;
      return place === undefined ? [] : [[clause, place]];
    }),
  );
