import type { Terms } from '@weibao/contract-terms';
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
import type { History } from './history.js';

/** Of the facts, what a statement shows beside the outcome. */
const shown = ['deduction.decided', 'invoice.received', 'payment.made'] as const;
export const shownFacts = (history: History): readonly Fact[] =>
  shown.flatMap((type): readonly Fact[] => history.of(type));

/** The lines of an outcome with the decisions on each. */
export const decidedLines = ({ deductions }: Outcome, facts: readonly Fact[]): StatementLine[] =>
  deductions.map((line) => ({ ...line, decisions: decisionsOn(line, facts) }));

/** How what the figures rest on was read, and where what they cite stands. */
export function sourcesOf(
  figures: object,
  outcome: Outcome,
  terms: Terms,
): Pick<StatementFigures, 'readings' | 'clauses'> {
  const readings = readingsOf(figures, outcome, terms);
  return { readings, clauses: placesOf(citedBy({ figures, readings }), terms) };
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

/** The invoices and payments among the facts that are meant, each with the payment that it is about. */
export function entriesOf(
  standing: readonly Fact[],
  isMeant: (payment: string, fact: Fact) => boolean,
): (StatementEntry & { payment: string })[] {
  return standing.flatMap((fact) => {
    if (fact.type !== 'invoice.received' && fact.type !== 'payment.made') return [];
    const { id = '', type, at, amount = null, payment: about } = fact as FactOf<'invoice.received'>;
    return isMeant(about, fact) ? [{ fact: id, type, at, amount, payment: about }] : [];
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
