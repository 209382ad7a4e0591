import type { Book } from './book.js';
import type { KnownOf } from './history.js';

/**
 * What the hospital found of a service year: at first, and when it looked again. Of the same verdict recorded twice the earlier counts; the ruling is
 * the hospital's, so that what the vendor enters counts once confirmed.
 */
export function verdictsOf(
  book: Book,
  year: number,
): { first: KnownOf<'acceptance.held'> | null; again: KnownOf<'acceptance.reheld'> | null } {
  const isVerdict = (fact: KnownOf<'acceptance.held'> | KnownOf<'acceptance.reheld'>) =>
    fact.year === year && fact.passed !== undefined && (fact.by !== 'vendor' || book.history.isConfirmed(fact));
  const first = book.history.of('acceptance.held').find(isVerdict);
  const again = book.history.of('acceptance.reheld').filter(isVerdict);
  const last = book.readings.is('by.until_pass', 'unlimited') ? again[again.length - 1] : again[0];
  return { first: first ?? null, again: last ?? null };
}
