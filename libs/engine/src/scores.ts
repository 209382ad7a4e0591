import { dayOf } from '@weibao/calendar';
import type { GradeRecord, MetricRecord, ScoreLine, ScoreRecord } from '@weibao/exchange';
import type { KnownOf } from './history.js';
import { gradesOf } from './grades.js';
import { marks } from './marks.js';
import { yuan, ZERO, type Money } from './money.js';
import { holds, startsAt, type Period } from './periods.js';
import type { State } from './state.js';

/** A period's score while it is computed. */
export interface Score {
  record: ScoreRecord;
  period: Period;
  raw: Money; // below 0 where the lines take more than 100
  held: KnownOf<'assessment.held'> | null;
  band: string; // clause of the band reached
  noted: readonly string[]; // ids of the facts counted
}

/** Annex 2: 100 less the points of the noted lines. A period without a note and without an assessment has no score: it is not 100. */
export function scoresOf(state: State, metrics: readonly MetricRecord[]): Score[] {
  const { book } = state;
  const grades = gradesOf(state, 'deduction');
  const card = book.terms.scorecard;
  if (!card) return [];
  return book
    .periods('assessment')
    .filter((period) => book.moment.reached(startsAt(period)))
    .flatMap((period): Score[] => {
      const notes = book.history
        .of('scorecard.noted')
        .filter(
          (fact) =>
            (fact.period === undefined ? holds(period, dayOf(fact.atMs)) : fact.period === period.label) &&
            card.lines.some((line) => line.clause === fact.clause),
        );
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
      const banded = book.readings.is('hp.band_gap', 'round') ? raw.toDecimalPlaces(0) : raw;
      const band = card.bands.find((candidate) => banded.gte(candidate.from)) ?? card.bands[card.bands.length - 1];
      if (!band) return [];
      // H-11: with the reading "A", the gap between 79 and 80 belongs to the band above.
      const gapIsA = book.readings.is('hp.band_gap', 'a') && raw.gt(79) && raw.lt(80);
      // H-15, where read so: a threshold of the period that was missed puts it in the last band.
      const failed =
        book.readings.is('hp.metric_effect', 'fail-→-band-c') &&
        metrics.some((metric) => metric.period === period.label && metric.final && metric.status === 'missed');
      const last = card.bands[card.bands.length - 1] as typeof band;
      const reached = failed ? last : gapIsA ? (card.bands[0] as typeof band) : band;
      return [
        {
          record: {
            clause: card.clause,
            period: period.label,
            score: (raw.lt(0) && !book.readings.is('hp.score_period', 'none') ? ZERO : raw).toString(),
            lines,
            proposed: proposals(state, grades, period),
            outcome: reached.outcome,
            ...marks({ readings: card.readings }),
          },
          period,
          raw,
          held,
          band: reached.clause,
          noted: notes.map((fact) => fact.id ?? fact.at),
        },
      ];
    });
}

/** Lines that the facts suggest; a person accepts them by a note, so they never count by themselves. */
function proposals(state: State, grades: readonly GradeRecord[], period: Period): ScoreLine[] {
  const card = state.book.terms.scorecard;
  if (!card) return [];
  const inPeriod = (ms: number) => holds(period, dayOf(ms));
  // G-9: a fault counts while the vendor's cause is not disproved.
  const everyCause = state.book.readings.is('attribution.required', 'all');
  const againstVendor = (cause: string | null) => everyCause || cause === null || cause === 'vendor';
  const incidents = new Map(state.incidents.map((incident) => [incident.incident, incident]));
  const count = (rule: (typeof card.proposals)[number]): number => {
    const late = state.exceeded.filter((clock) => rule.targets.includes(clock.clause) && inPeriod(clock.fromMs));
    const duties = state.duties.filter(
      (duty) =>
        rule.targets.includes(duty.clause) &&
        duty.period !== null &&
        holds(period, duty.period.firstDay) &&
        (duty.record.status === 'overdue' || duty.record.status === 'late'),
    );
    switch (rule.from) {
      case 'late-clocks':
        return new Set(late.map((clock) => clock.subject)).size;
      case 'missed-duties':
        return duties.length;
      case 'missing-documents':
        return (
          late.filter((clock) => clock.record.status === 'overdue').length +
          duties.filter((duty) => duty.record.status === 'overdue').length
        );
      case 'grades':
        return grades.filter(
          (grade) =>
            grade.grade === rule.grade &&
            inPeriod(incidents.get(grade.incident)?.reportedAtMs ?? -Infinity) &&
            againstVendor(incidents.get(grade.incident)?.cause ?? null),
        ).length;
      case 'complaints':
        return state.book.history.of('complaint.verified').filter((fact) => inPeriod(fact.atMs)).length;
    }
  };
  return card.proposals.flatMap((rule) => {
    const times = count(rule);
    const line = card.lines.find((candidate) => candidate.clause === rule.line);
    return times > 0 && line ? [{ clause: rule.line, times, points: yuan(line.points).times(times).toString() }] : [];
  });
}
