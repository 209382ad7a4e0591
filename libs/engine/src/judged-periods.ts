import { startsAt } from './periods.js';
import { stateOf } from './contract-end.js';
import type { Input } from './state.js';

/** The periods that people judge and sign a paper about, as far as they have begun: assessed ones, and service years that are accepted. */
export interface JudgedPeriods {
  assessed: string[];
  accepted: string[];
}

/** Where the contract has neither a scorecard nor a duty to assess, nothing is assessed; where it has no annual acceptance, no year is accepted. */
export function judgedPeriods(input: Input): JudgedPeriods {
  const { book } = stateOf(input);
  const begun = (kind: 'assessment' | 'year') =>
    book
      .periods(kind)
      .filter((period) => book.moment.reached(startsAt(period)))
      .map(({ label }) => label);
  const { scorecard, duties, acceptance } = book.terms;
  const isAssessed =
    scorecard !== undefined || duties.some((duty) => duty.kind === 'periodic' && duty.proof.assessment === true);
  return {
    assessed: isAssessed ? begun('assessment') : [],
    accepted: begun('year').slice(0, acceptance?.years ?? 0),
  };
}
