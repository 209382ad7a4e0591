import { figuresOf } from './figures.js';
import { State, type Input } from './state.js';

/** The state of a contract, which ends where a right has ended it. */
export function stateOf(input: Input): State {
  const endsMs = input.endsMs === undefined ? endOfContract(input) : input.endsMs;
  const hasEnded = endsMs !== null && endsMs <= input.asOfMs;
  const state = new State(input, hasEnded ? endsMs : null);
  if (endsMs !== null && !hasEnded) state.moment.reached(endsMs); // declared for a day to come
  return state;
}

/**
 * Decision 0031: when a right that had arisen by then is exercised and ends the contract; null while none is. One that had not arisen ends nothing, and
 * only the record as a whole tells whether it had. Nothing is computed while nobody has exercised any.
 */
export function endOfContract(input: Input): number | null {
  if (!input.facts.some(({ type }) => type === 'right.exercised')) return null;
  const state = new State(input);
  const { history, versions } = state.book;
  const ending = new Set(
    versions.flatMap(({ terms }) => terms.rights.filter((rule) => rule.endsContract).map(({ right }) => right)),
  );
  if (!history.of('right.exercised').some((fact) => ending.has(fact.right))) return null;
  const ends = figuresOf(state).rights.flatMap(({ rule, exercisedMs }) =>
    rule.endsContract && exercisedMs !== null ? [exercisedMs] : [],
  );
  return ends.length === 0 ? null : Math.min(...ends);
}
