import type { RightRule } from '@weibao/contract-terms';
import type { KnownOf } from './history.js';
import type { State } from './state.js';

/** When a right was exercised, by its holder, earliest first. */
export const exercisesOf = (
  state: State,
  rule: Pick<RightRule, 'right' | 'clause' | 'holder'>,
): KnownOf<'right.exercised'>[] =>
  state.book.history
    .of('right.exercised')
    .filter(
      (fact) =>
        fact.right === rule.right &&
        (fact.clause === undefined || fact.clause === rule.clause) &&
        (fact.by === undefined || fact.by === 'both' || fact.by === rule.holder),
    );
