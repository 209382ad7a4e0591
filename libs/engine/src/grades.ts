import { dayOf } from '@weibao/calendar';
import type { GradeMatrix } from '@weibao/contract-terms';
import type { GradeRecord } from '@weibao/exchange';
import type { Book } from './book.js';
import { marks } from './marks.js';
import type { State } from './state.js';

type Grade = GradeMatrix['grades'][number];

/**
 * HP-SM: the grade of each incident whose impact was measured; the most severe that any measured dimension reaches (H-19b). At a shared edge the
 * graver one is shown and the milder one proposed for the card, unless one reading was chosen for both (H-19c).
 */
export function gradesOf(state: State, purpose: 'display' | 'deduction'): GradeRecord[] {
  if (state.book.versions.every(({ terms }) => terms.gradeMatrix === undefined)) return [];
  return state.incidents.flatMap((incident): GradeRecord[] => {
    const { impact } = incident;
    if (!impact || incident.drill) return [];
    const { book } = state.on(dayOf(incident.reportedAtMs));
    const matrix = book.terms.gradeMatrix;
    if (!matrix) return [];
    const upper =
      purpose === 'display' ? !book.readings.is('hp.s.edges', 'lower') : book.readings.is('hp.s.edges', 'upper');
    const found = dimensions(book, matrix, impact, upper);
    if (found.length === 0) return [];
    const grade = combined(
      matrix,
      found,
      book.readings.is('hp.s.combine', 'all'),
      book.readings.is('hp.s.combine', 'majority'),
    );
    return grade
      ? [
          {
            incident: incident.incident,
            grade: grade.grade,
            clause: grade.clause,
            ...marks({ readings: matrix.readings }),
          },
        ]
      : [];
  });
}

function dimensions(
  book: Book,
  matrix: GradeMatrix,
  impact: {
    coreFunction?: string | undefined;
    usersPercent?: number | undefined;
    rows?: number | undefined;
    minutes?: number | undefined;
  },
  upper: boolean,
): Grade[] {
  const at = (value: number, from: number, exclusive: boolean, shared: boolean) =>
    exclusive || (shared && !upper && from > 0) ? value > from : value >= from;
  const rowsFrom = (grade: Grade) => (grade.otherRows && book.chosen([grade.otherRows])?.from) ?? grade.rowsFrom;
  const usersFrom = (grade: Grade) =>
    (grade.otherUsers && book.chosen([grade.otherUsers])?.from) ?? grade.usersPercentFrom;
  const first = (reached: (grade: Grade) => boolean) => matrix.grades.find(reached);
  return [
    impact.coreFunction === undefined ? undefined : first((grade) => grade.coreFunction === impact.coreFunction),
    impact.usersPercent === undefined
      ? undefined
      : first((grade) => at(impact.usersPercent as number, usersFrom(grade), false, grade.usersShared)),
    impact.rows === undefined ? undefined : first((grade) => (impact.rows as number) >= rowsFrom(grade)),
    impact.minutes === undefined
      ? undefined
      : first((grade) =>
          at(impact.minutes as number, grade.minutesFrom, grade.minutesExclusive, grade.minutesFrom === 60),
        ),
  ].filter((grade): grade is Grade => grade !== undefined);
}

function combined(matrix: GradeMatrix, found: readonly Grade[], all: boolean, majority: boolean): Grade | null {
  const ranked = matrix.grades.filter((grade) => found.includes(grade));
  if (all) return ranked[ranked.length - 1] ?? null; // the grade that every dimension reaches
  if (majority) {
    const needed = found.length / 2;
    return (
      matrix.grades.find(
        (grade, index) => found.filter((other) => matrix.grades.indexOf(other) <= index).length > needed && grade,
      ) ?? null
    );
  }
  return ranked[0] ?? null;
}
