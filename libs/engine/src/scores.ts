import { dayOf } from '@weibao/calendar';
import type { GradeRecord, MetricRecord, ScoreLine, ScoreRecord } from '@weibao/exchange';
import type { ScorecardRule } from '@weibao/contract-terms';
import { clockReadings } from './clock-line.js';
import { consentsOf } from './consents.js';
import type { KnownOf } from './history.js';
import { gradesOf } from './grades.js';
import { joined, marks, readingsIn } from './marks.js';
import { yuan, ZERO, type Money } from './money.js';
import { holds, startsAt, type Period } from './periods.js';
import { notesOf } from './scorecard-notes.js';
import type { State } from './state.js';

/** A period's score while it is computed. */
export interface Score {
  record: ScoreRecord;
  period: Period;
  raw: Money; // below 0 where the lines take more than 100
  held: KnownOf<'assessment.held'> | null;
  band: string; // clause of the band reached
  noted: readonly string[]; // ids of the facts counted
  unqualifiedMs: number | null; // when the time to rectify had passed in vain
}

const FAILED: readonly string[] = ['hp.metric_effect'];
const ATTRIBUTION: readonly string[] = ['attribution.required'];

/** Annex 2: 100 less the points of the noted lines. A period without a note and without an assessment has no score: it is not 100. */
export function scoresOf(state: State, metrics: readonly MetricRecord[]): Score[] {
  const { book } = state;
  const grades = gradesOf(state, 'deduction');
  const scores = book
    .periods('assessment')
    .filter(
      // What no scorecard measures is no moment at which an outcome changes.
      (period) => state.on(period.firstDay).book.terms.scorecard !== undefined && book.moment.reached(startsAt(period)),
    )
    .flatMap((period): Score[] => {
      const own = state.on(period.firstDay);
      const { readings } = own.book;
      const card = own.book.terms.scorecard;
      if (!card) return [];
      const notes = notesOf(own.book, card, period);
      const held = book.history.of('assessment.held').find((fact) => fact.period === period.label) ?? null;
      if (notes.length === 0 && !held) return [];
      const lines: ScoreLine[] = [];
      let taken = ZERO;
      for (const line of card.lines) {
        const count = notes
          .filter((fact) => fact.clause === line.clause)
          .reduce((times, fact) => times + (fact.times ?? 1), 0);
        if (count === 0) continue;
        const points = yuan(line.points).times(count);
        taken = taken.plus(points);
        lines.push({ clause: line.clause, times: count, points: points.toString() });
      }
      const raw = yuan(card.from).minus(taken);
      const banded = readings.is('hp.band_gap', 'round') ? raw.toDecimalPlaces(0) : raw;
      const band = card.bands.find((candidate) => banded.gte(candidate.from)) ?? card.bands[card.bands.length - 1];
      if (!band) return [];
      // H-11: with the reading "A", the gap between 79 and 80 belongs to the band above.
      const gapIsA = readings.is('hp.band_gap', 'a') && raw.gt(79) && raw.lt(80);
      // H-15, where read so: a threshold of the period that was missed puts it in the last band.
      const missed = metrics.some(
        (metric) => metric.period === period.label && metric.final && metric.status === 'missed',
      );
      const failed = missed && readings.is('hp.metric_effect', 'fail-→-band-c');
      const suggested = proposals(own, grades, period);
      const last = card.bands[card.bands.length - 1] as typeof band;
      const reached = failed ? last : gapIsA ? (card.bands[0] as typeof band) : band;
      return [
        {
          record: {
            clause: card.clause,
            period: period.label,
            score: (raw.lt(0) && !readings.is('hp.score_period', 'none') ? ZERO : raw).toString(),
            lines,
            proposed: suggested.lines,
            outcome: reached.outcome,
            ...marks({
              readings: joined(card.readings, period.readings, suggested.readings, missed ? FAILED : undefined),
            }),
          },
          period,
          raw,
          held,
          band: reached.clause,
          noted: notes.map((fact) => book.history.nameOf(fact)),
          unqualifiedMs: null,
        },
      ];
    });
  return scores.map((score) => qualified(state.on(score.period.firstDay), score, scores));
}

/** HP-9.2-B: not put right in the time set after the assessment, the vendor is “unqualified”: a label, or as much as the last band (H-13). */
function qualified(state: State, score: Score, scores: readonly Score[]): Score {
  const { held } = score;
  if (held === null) return score;
  const next = Math.min(
    Infinity,
    ...scores.flatMap((other) => (other.held && other.held.atMs > held.atMs ? [other.held.atMs] : [])),
  );
  const failed = state.duties.find(
    (duty) =>
      duty.clause === score.band &&
      duty.owedBy === 'vendor' &&
      duty.beginsMs >= held.atMs &&
      duty.beginsMs < next &&
      (duty.record.status === 'overdue' || duty.record.status === 'late'),
  );
  if (!failed || failed.dueMs === null) return score;
  const asLast = state.book.readings.is('hp.unqualified', 'as-<70');
  const last = state.book.terms.scorecard?.bands.at(-1);
  const { readings = [], ...record } = score.record;
  return {
    ...score,
    record: {
      ...record,
      outcome: asLast && last ? last.outcome : record.outcome,
      unqualified: true,
      readings: [...readings, 'hp.unqualified'],
    },
    unqualifiedMs: failed.dueMs,
  };
}

/** The scores of the periods measured by these terms that have come to a band: by their points, or, where that reading is in force, by a rectification that failed. */
export function inBand(state: State, scores: readonly Score[], clause: string): { score: Score; sinceMs: number }[] {
  const last = state.book.terms.scorecard?.bands.at(-1)?.clause;
  const asLast = clause === last && state.book.readings.is('hp.unqualified', 'as-<70');
  return scores.flatMap((score) => {
    if (score.held === null || !state.book.measures(score.period.firstDay)) return [];
    if (score.band === clause) return [{ score, sinceMs: score.held.atMs }];
    return asLast && score.unqualifiedMs !== null ? [{ score, sinceMs: score.unqualifiedMs }] : [];
  });
}

/** Lines that the facts suggest, with the readings by which they do; a person accepts them by a note, so they never count by themselves. */
export function proposals(
  state: State,
  grades: readonly GradeRecord[],
  period: Period,
): { lines: ScoreLine[]; readings: readonly string[] } {
  const card = state.book.terms.scorecard;
  if (!card) return { lines: [], readings: [] };
  const counted = card.proposals.flatMap((rule) => {
    const line = card.lines.find((candidate) => candidate.clause === rule.line);
    const { times, readings } = suggestions(state, rule, grades, period);
    return times > 0 && line
      ? [{ clause: rule.line, times, points: yuan(line.points).times(times).toString(), readings }]
      : [];
  });
  return {
    lines: counted.map(({ clause, times, points }) => ({ clause, times, points })),
    readings: readingsIn(counted),
  };
}

type ProposalRule = ScorecardRule['proposals'][number];

interface Suggested {
  times: number;
  readings: readonly string[];
}

/** How often the facts of a period suggest a line. */
function suggestions(state: State, rule: ProposalRule, grades: readonly GradeRecord[], period: Period): Suggested {
  const { history } = state.book;
  const option = rule.onlyIf ? [rule.onlyIf.option] : undefined;
  const of = (times: number, readings?: readonly string[]): Suggested => ({
    times,
    readings: joined(option, readings),
  });
  const inPeriod = (ms: number) => holds(period, dayOf(ms));
  if (rule.onlyIf !== undefined && !state.book.chosen([rule.onlyIf])) return of(0);
  const late = () => state.exceeded.filter((clock) => rule.targets.includes(clock.clause) && inPeriod(clock.fromMs));
  const duties = () =>
    state.duties.filter(
      (duty) =>
        rule.targets.includes(duty.clause) &&
        duty.period !== null &&
        holds(period, duty.period.firstDay) &&
        (duty.record.status === 'overdue' || duty.record.status === 'late'),
    );
  switch (rule.from) {
    case 'rulings':
      return of(
        history
          .of('breach.ruled')
          .filter((fact) => rule.targets.includes(fact.clause) && inPeriod(fact.atMs))
          .reduce((times, fact) => times + (fact.times ?? 1), 0),
      );
    case 'late-clocks': {
      const clocks = late();
      return of(new Set(clocks.map((clock) => clock.subject)).size, clockReadings(clocks));
    }
    case 'missed-duties': {
      const missed = duties();
      return of(missed.length, readingsIn(missed.map(({ record }) => record)));
    }
    case 'missing-documents': {
      const missing = [...late(), ...duties()].map(({ record }) => record).filter(({ status }) => status === 'overdue');
      return of(missing.length, readingsIn(missing));
    }
    case 'grades':
      return graded(state, grades, rule.grade, inPeriod, of);
    case 'unagreed-acts':
      return of(
        consentsOf(state, ({ clause }) => rule.targets.includes(clause)).filter(
          ({ status, actMs }) => status === 'without' && actMs !== null && inPeriod(actMs),
        ).length,
      );
    case 'complaints':
      return of(history.of('complaint.verified').filter((fact) => inPeriod(fact.atMs)).length);
  }
}

/** G-9: a fault counts while the vendor's cause is not disproved. */
function graded(
  state: State,
  grades: readonly GradeRecord[],
  grade: ProposalRule['grade'],
  inPeriod: (ms: number) => boolean,
  of: (times: number, readings?: readonly string[]) => Suggested,
): Suggested {
  const everyCause = state.book.readings.is('attribution.required', 'all');
  const incidents = new Map(state.incidents.map((incident) => [incident.incident, incident]));
  const disproved = ({ incident }: GradeRecord): boolean => {
    const cause = incidents.get(incident)?.cause ?? null;
    return cause !== null && cause !== 'vendor';
  };
  const own = grades.filter(
    (record) =>
      record.grade === grade &&
      inPeriod(incidents.get(record.incident)?.reportedAtMs ?? -Infinity) &&
      (everyCause || !disproved(record)),
  );
  return of(own.length, joined(readingsIn(own), own.some(disproved) ? ATTRIBUTION : undefined));
}
