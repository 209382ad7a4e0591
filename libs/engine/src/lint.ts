import type { Reading } from '@weibao/contract-terms';
import type { LintRecord } from '@weibao/exchange';
import type { Book } from './book.js';

/** Every ambiguity of the contract with the reading in force; a BLOCK that a parameter settles is gone once the parameter is given. */
export function lintOf(book: Book): LintRecord[] {
  const prefix = `${book.terms.prefix}-`;
  return book.registry
    .filter((entry) => !settled(book, entry))
    .map((entry) => ({
      ambiguity: entry.id,
      severity: entry.severity,
      clause: entry.clauses.find((clause) => clause.startsWith(prefix)) ?? null,
      reading: book.readings.inForce(entry),
    }));
}

function settled(book: Book, entry: Reading): boolean {
  const given = (name: string) => (book.parameters as Record<string, unknown>)[name] !== undefined;
  switch (entry.when) {
    case 'total-not-50000':
      return book.base('total')?.eq(50_000) === true;
    case 'all-dates-blank':
      return given('startsOn') || given('signedOn');
    case 'multi-year-term':
      return book.periods('year').length <= 1;
    default:
      return (
        entry.unlessParameter !== undefined &&
        (given(entry.unlessParameter) || (entry.unlessParameter === 'signedOn' && given('startsOn')))
      );
  }
}
