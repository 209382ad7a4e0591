import { dateFromDay, dayOf } from '@weibao/calendar';
import { formatInstant, type ScoreLine, type ScoreRecord } from '@weibao/exchange';
import { countersOf } from './counters.js';
import { gradesOf } from './grades.js';
import { metricsOf } from './metrics.js';
import { holds, startsAt } from './periods.js';
import { proposals, scoresOf } from './scores.js';
import { stateOf } from './contract-end.js';
import type { Input } from './state.js';

/** A line that the facts suggest: how often, how often the hospital has noted or refused it, and what of it is still open. */
export interface SuggestedLine extends ScoreLine {
  noted: number;
  refused: number;
  open: number;
}

/** An assessed period that has begun, with what the facts suggest though nothing was noted yet: until then it has no score. */
export interface ScorecardPeriod {
  period: string;
  firstOn: string;
  lastOn: string;
  score: ScoreRecord | null;
  heldAt: string | null;
  suggested: SuggestedLine[];
}

/** Annex 2, period by period, for those who note its lines; none without a scorecard. A refusal is a note of no times, one for each case. */
export function scorecardPeriods(input: Input): ScorecardPeriod[] {
  const state = stateOf(input);
  const { book } = state;
  if (book.versions.every(({ terms }) => terms.scorecard === undefined)) return [];
  const scores = scoresOf(state, metricsOf(state, countersOf(state)));
  const grades = gradesOf(state, 'deduction');
  return book
    .periods('assessment')
    .filter((period) => book.moment.reached(startsAt(period)))
    .map((period): ScorecardPeriod => {
      const score = scores.find(({ record }) => record.period === period.label) ?? null;
      const notes = book.history
        .of('scorecard.noted')
        .filter((fact) => (fact.period === undefined ? holds(period, dayOf(fact.atMs)) : fact.period === period.label));
      const suggested = proposals(state.on(period.firstDay), grades, period).lines.map((line): SuggestedLine => {
        const own = notes.filter(({ clause }) => clause === line.clause);
        const noted = own.reduce((times, fact) => times + (fact.times ?? 1), 0);
        const refused = own.filter(({ times }) => times === 0).length;
        return { ...line, noted, refused, open: Math.max(0, line.times - noted - refused) };
      });
      return {
        period: period.label,
        firstOn: dateFromDay(period.firstDay),
        lastOn: dateFromDay(period.lastDay),
        score: score?.record ?? null,
        heldAt: score?.held ? formatInstant(score.held.atMs) : null,
        suggested,
      };
    });
}
