import type { ClockRecord } from '@weibao/exchange';
import { Decimal } from 'decimal.js';
import { formatRate } from './money.js';

/** Of the binding limits that ran out in one month, how many were kept. */
export interface MonthOfLimits {
  month: string; // YYYY-MM, of the due moments
  met: number;
  missed: number; // kept too late, or overdue and open
  share: string; // per cent kept, at most four places
}

/**
 * Month by month in the contract's zone. A limit counts in the month in which it was due, once it is decided: met, or missed. What still runs,
 * was waived, was never owed or binds nobody counts nowhere; a month without any is left out, since nothing kept out of nothing is no rate.
 */
export function attainmentByMonth(clocks: readonly ClockRecord[]): MonthOfLimits[] {
  const months = new Map<string, { met: number; missed: number }>();
  for (const { dueAt, status, firm } of clocks) {
    if (!firm || dueAt === null) continue;
    const isMet = status === 'met';
    if (!isMet && status !== 'late' && status !== 'overdue') continue;
    const month = dueAt.slice(0, 7); // instants of an outcome are written with +08:00
    const counts = months.get(month) ?? { met: 0, missed: 0 };
    counts[isMet ? 'met' : 'missed'] += 1;
    months.set(month, counts);
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { met, missed }]) => ({
      month,
      met,
      missed,
      share: formatRate(new Decimal(met).times(100).div(met + missed)),
    }));
}
