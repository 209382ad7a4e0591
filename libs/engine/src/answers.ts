import type { Book } from './book.js';
import type { Known } from './history.js';

/** Whether the entries about one subject prove the same answer whichever way G-14 is read. */
export const proveTheSame = (facts: readonly Known[], { history }: Book): boolean =>
  facts.every((fact) => !fact.unconfirmed && (fact.by !== 'vendor' || history.isConfirmed(fact))) &&
  new Set(facts.map(({ by }) => by === 'hospital')).size < 2;

/**
 * G-14: which entries prove an answer. By default any, the earliest first, and a back-dated one of the vendor is marked until confirmed. Read as the
 * vendor's record its entries count as they stand, the hospital's where there are none; read as the hospital's record the vendor's count once
 * confirmed; read as the first of both each side's count as they stand.
 */
export function answersThatCount<F extends Known>(book: Book, subjectOf: (fact: F) => string) {
  const { readings, history } = book;
  const asItStands = (fact: F): F => (fact.unconfirmed ? { ...fact, unconfirmed: false } : fact);
  return (facts: readonly F[]): readonly F[] => {
    if (readings.is('answer.channel', 'first-of-both')) return facts.map(asItStands);
    if (readings.is('answer.channel', 'hospital-record'))
      return facts.filter((fact) => fact.by !== 'vendor' || history.isConfirmed(fact));
    if (!readings.is('answer.channel', 'vendor-record')) return facts;
    const recorded = new Set(facts.filter((fact) => fact.by !== 'hospital').map(subjectOf));
    return facts.filter((fact) => fact.by !== 'hospital' || !recorded.has(subjectOf(fact))).map(asItStands);
  };
}
