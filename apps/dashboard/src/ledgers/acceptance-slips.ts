import type { RecordedFact } from '@weibao/messages';

/**
 * The acceptance slips that accept a demand: filed with the seal by the hospital, or by the vendor and confirmed. The outcome counts them so; the
 * ledger shows them as a step of their demand.
 */
export function acceptanceSlips(demands: readonly RecordedFact[], documents: readonly RecordedFact[]): RecordedFact[] {
  const filed = new Set(demands.flatMap(({ fact }) => (fact.type === 'demand.filed' ? [fact.demand] : [])));
  const isConfirmed = (about: string | undefined, since: string) =>
    documents.some(
      ({ fact, by, withdrawn, at }) =>
        !withdrawn &&
        by !== 'vendor' &&
        at >= since &&
        fact.type === 'document.confirmed' &&
        fact.document === 'demand-acceptance' &&
        fact.about === about,
    );
  return documents.filter(
    ({ fact, by, withdrawn, confirmed, at }) =>
      !withdrawn &&
      fact.type === 'document.filed' &&
      fact.document === 'demand-acceptance' &&
      fact.stamped === true &&
      fact.about !== undefined &&
      filed.has(fact.about) &&
      (by !== 'vendor' || confirmed || isConfirmed(fact.about, at)),
  );
}
