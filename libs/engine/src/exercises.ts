import type { RightRule } from '@weibao/contract-terms';
import type { KnownOf } from './history.js';
import type { State } from './state.js';

type Rule = Pick<RightRule, 'right' | 'clause' | 'holder'>;
type Said = KnownOf<'right.exercised'> | KnownOf<'right.let-go'>;

const saysHolder = (fact: Said, rule: Rule): boolean =>
  fact.right === rule.right &&
  (fact.clause === undefined || fact.clause === rule.clause) &&
  (fact.by === undefined || fact.by === 'both' || fact.by === rule.holder);

/** When a right was exercised, by its holder, earliest first. */
export const exercisesOf = (state: State, rule: Rule): KnownOf<'right.exercised'>[] =>
  state.book.history.of('right.exercised').filter((fact) => saysHolder(fact, rule));

/** When its holder let go of a right that had arisen by then; what arises later is a right anew. */
export const letGoAtMs = (state: State, rule: Rule, sinceMs: number): number | null =>
  state.book.history.of('right.let-go').find((fact) => saysHolder(fact, rule) && fact.atMs >= sinceMs)?.atMs ?? null;
