import { lintTerms, type Finding, type Reading, type Terms } from '@weibao/contract-terms';
import { canonicalJson, type LintRecord } from '@weibao/exchange';
import type { Book } from './book.js';
import type { Payment } from './payments.js';
import { fraction, percentage, yuan, ZERO, type Fraction } from './money.js';

const gravity: Record<LintRecord['severity'], number> = { BLOCK: 0, WARN: 1, INFO: 2 };

/**
 * Every ambiguity of the contract once, with the reading in force and the kind of finding where a rule found it; then the findings that are no
 * recorded ambiguity. What a parameter settles is gone once the parameter is given.
 */
export function lintOf(book: Book, payments: readonly Payment[]): LintRecord[] {
  const prefix = `${book.terms.prefix}-`;
  const findings = findingsOf(book);
  const found = new Map<string, Finding>();
  for (const finding of findings)
    if (finding.ambiguity !== undefined && !found.has(finding.ambiguity)) found.set(finding.ambiguity, finding);
  const ambiguities = book.registry
    .filter((entry) => !settled(book, entry))
    .map((entry): LintRecord => {
      const finding = found.get(entry.id);
      return {
        ambiguity: entry.id,
        ...(finding ? { finding: finding.finding } : {}),
        severity: entry.severity,
        clause: entry.clauses.find((clause) => clause.startsWith(prefix)) ?? null,
        reading: book.readings.inForce(entry),
      };
    });
  return [...ambiguities, ...others([...findings, ...amendedShares(book, payments)])];
}

const known = new WeakMap<Terms, Map<string, readonly Finding[]>>();

/** What is found in the terms, by all that the rules look at: no incident changes it, and looking is a tenth of a settlement. */
function findingsOf({ terms, parameters, calendar }: Book): readonly Finding[] {
  let byInput = known.get(terms);
  if (!byInput) known.set(terms, (byInput = new Map()));
  const input = `${calendar.version} ${canonicalJson(parameters)}`;
  let findings = byInput.get(input);
  if (!findings) {
    if (byInput.size >= MOST_INPUTS) byInput.clear();
    byInput.set(input, (findings = lintTerms(terms, parameters, (year) => calendar.isPublished(year))));
  }
  return findings;
}
const MOST_INPUTS = 100; // contracts of one pattern in one process

/** Each payment with the share of the terms that measure it: amendments between two of them may leave the contract with more or less than the whole. */
function amendedShares(book: Book, payments: readonly Payment[]): Pick<Finding, 'finding' | 'severity' | 'clause'>[] {
  if (book.versions.length === 1) return [];
  const shareOf = ({ rule, own }: Payment): Fraction | null => {
    if ('share' in rule.gross) return fraction(rule.gross.share);
    const { share } = own.book.parameters;
    return share === undefined ? null : percentage(share);
  };
  return [...new Set(payments.map(({ rule }) => rule.gross.of))].flatMap((base) => {
    const own = payments.filter(({ rule }) => rule.gross.of === base);
    const shares = own.map(shareOf).filter((share) => share !== null);
    const clause = own[0]?.rule.clause;
    if (clause === undefined || shares.length < own.length) return [];
    // Added as fractions: a third three times is the whole.
    const denominator = shares.reduce((product, share) => product.times(share.denominator), yuan(1));
    const sum = shares.reduce(
      (all, share) => all.plus(denominator.div(share.denominator).times(share.numerator)),
      ZERO,
    );
    return sum.eq(denominator) ? [] : [{ finding: 'shares-not-100', severity: 'BLOCK' as const, clause }];
  });
}

/** Findings that are no recorded ambiguity: one record a kind and clause, the gravest. */
function others(
  findings: readonly (Pick<Finding, 'finding' | 'severity' | 'clause'> & Pick<Partial<Finding>, 'ambiguity'>)[],
): LintRecord[] {
  const records = new Map<string, LintRecord>();
  for (const { ambiguity, finding, clause, severity } of findings) {
    if (ambiguity !== undefined) continue;
    const key = `${finding} ${clause}`;
    const known = records.get(key);
    if (!known || gravity[severity] < gravity[known.severity])
      records.set(key, { finding, severity, clause, reading: null });
  }
  return [...records.values()];
}

function settled(book: Book, entry: Reading): boolean {
  const given = (name: string) => (book.parameters as Record<string, unknown>)[name] !== undefined;
  switch (entry.when) {
    case 'total-not-50000':
      return book.base('total')?.eq(50_000) === true;
    case 'all-dates-blank':
      return given('startsOn') || given('signedOn');
    case 'multi-year-term':
      return book.scheduled.periods('year').length <= 1;
    default:
      return (
        entry.unlessParameter !== undefined &&
        (given(entry.unlessParameter) || (entry.unlessParameter === 'signedOn' && given('startsOn')))
      );
  }
}
