import { attainmentByMonth } from '@weibao/engine';
import type { Outcome } from '@weibao/exchange';
import type { TrendsView } from '@weibao/messages';

/** The outcome's share for charts: figures over time, no yuan. Availability is told by system; other metrics stand on the wall and the pages. */
export function trendsView(contract: string, nameZh: string, { clocks, metrics, scores }: Outcome): TrendsView {
  return {
    contract,
    nameZh,
    attainment: attainmentByMonth(clocks),
    availability: metrics.filter(({ system }) => system !== undefined),
    scores: scores.map(({ clause, period, score, outcome }) => ({ clause, period, score, outcome })),
  };
}
