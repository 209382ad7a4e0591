import { addYears, dayOf, startOfDay } from '@weibao/calendar';
import type { Acceptance } from './acceptances.js';
import { exercisesOf } from './exercises.js';
import { joined, readingsIn } from './marks.js';
import type { State } from './state.js';

export interface Suspension {
  fromMs: number;
  toMs: number;
  readings: readonly string[]; // by which it ends then
}

/** BY-3-SUSP: from the day the right was exercised until an acceptance passes; read as a year to be redone (B-14), one of a later year or a year on. */
export function suspensionsOf(state: State, acceptances: readonly Acceptance[]): Suspension[] {
  return state.byVersion((own) => suspensionsBy(own, acceptances));
}

function suspensionsBy(state: State, acceptances: readonly Acceptance[]): Suspension[] {
  return state.book.terms.rights.flatMap((rule) => {
    if (rule.kind !== 'acceptance-failed' || !rule.suspends) return [];
    const redone = rule.redoneIf !== undefined && state.book.chosen([rule.redoneIf]) !== undefined;
    const exercised = exercisesOf(state, rule).filter((fact) => state.book.measures(dayOf(fact.atMs)));
    return exercised.map((fact) => {
      const failed = acceptances.filter(({ failedAtMs }) => failedAtMs !== null && failedAtMs <= fact.atMs).pop();
      const yearOnMs = failed ? startOfDay(addYears(dayOf(failed.failedAtMs as number), 1)) : -Infinity;
      const ends = acceptances
        .filter(({ year, passedAtMs }) => !redone || !failed || year > failed.year || (passedAtMs ?? 0) >= yearOnMs)
        .map(({ passedAtMs }) => passedAtMs)
        .filter((ms): ms is number => ms !== null && ms > fact.atMs);
      const readings = joined(
        rule.redoneIf && [rule.redoneIf.option],
        readingsIn(acceptances.map(({ record }) => record)),
      );
      return { fromMs: fact.atMs, toMs: Math.min(Infinity, ...ends), readings };
    });
  });
}
