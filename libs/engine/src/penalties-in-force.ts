import type { PenaltyRule } from '@weibao/contract-terms';
import type { Book } from './book.js';

/** The penalties of the contract as it is read: some exist under one reading alone. */
export const penaltiesInForce = (book: Book): PenaltyRule[] =>
  book.terms.penalties.filter((rule) => rule.onlyIf === undefined || book.chosen([rule.onlyIf]) !== undefined);
