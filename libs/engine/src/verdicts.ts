import type { Book } from './book.js';
import type { KnownOf } from './history.js';

/** What the hospital found of a service year: at first, and when it looked again. Of the same verdict recorded twice the earlier counts. */
export function verdictsOf(
  book: Book,
  year: number,
): { first: KnownOf<'acceptance.held'> | null; again: KnownOf<'acceptance.reheld'> | null } {
  const first = book.history.of('acceptance.held').find((fact) => fact.year === year && fact.passed !== undefined);
  const again = book.history.of('acceptance.reheld').filter((fact) => fact.year === year && fact.passed !== undefined);
  const last = book.readings.is('by.until_pass', 'unlimited') ? again[again.length - 1] : again[0];
  return { first: first ?? null, again: last ?? null };
}
