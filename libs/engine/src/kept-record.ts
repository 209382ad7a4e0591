import type { Book } from './book.js';
import type { Period } from './periods.js';

/** Whether the record was kept in some part of a period. Of one that was over when the record began, that it holds nothing does not say that nothing was owed. */
export function isKept({ recordStartsOn }: Book, { lastDay }: Period): boolean {
  return recordStartsOn === null || recordStartsOn <= lastDay;
}
