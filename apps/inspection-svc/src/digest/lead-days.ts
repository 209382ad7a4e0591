/**
 * How many days before its day a duty is in the digest: a contract says when something is due and not when one is told, so that this is the house's
 * own choice. What recurs seldom takes longer to arrange; what recurs daily is told on its day.
 */
export function leadDays(period: string | null): number {
  if (period === null) return 3; // a report, a document, a plan: what it is about has begun already
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return 0;
  if (/^\d{4}-\d{2}$/.test(period)) return 5;
  if (/-Q[1-4]$/.test(period)) return 10;
  return 20; // half-years and years
}
