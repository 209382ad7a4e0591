import type { Terms } from '@weibao/contract-terms';
import type { ScorecardPeriod } from '@weibao/engine';
import type { Outcome } from '@weibao/exchange';
import type { ScorecardView } from '@weibao/messages';

/** The scorecard with its periods, the latest first, and what is owed because of its bands. */
export function scorecardView(
  terms: Terms,
  contract: string,
  periods: readonly ScorecardPeriod[],
  { duties }: Pick<Outcome, 'duties'>,
): ScorecardView {
  const { lines = [], bands = [] } = terms.scorecard ?? {};
  return {
    contract,
    lines: lines.map(({ clause, points }) => ({ clause, points })),
    bands: bands.map(({ clause, from, outcome }) => ({ clause, from, outcome })),
    cures: duties.filter(({ clause }) => bands.some((band) => band.clause === clause)),
    periods: [...periods].reverse(),
  };
}
