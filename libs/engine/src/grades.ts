import type { GradeMatrix } from '@weibao/contract-terms';
import type { GradeRecord } from '@weibao/exchange';
import { marks } from './marks.js';
import type { State } from './state.js';

type Grade = GradeMatrix['grades'][number];

/** HP-SM: the grade of each incident whose impact was measured; the most severe that any measured dimension reaches (H-19b). */
export function gradesOf(state: State): GradeRecord[] {
  const { book } = state;
  const matrix = book.terms.gradeMatrix;
  if (!matrix) return [];
  return state.incidents.flatMap((incident): GradeRecord[] => {
    const { impact } = incident;
    if (!impact || incident.drill) return [];
    // The grade shown is the more severe one at a shared edge, unless the milder reading was chosen.
    const upper = book.readings.is('hp.s.edges', 'upper');
    const found = dimensions(matrix, impact, upper);
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
  const first = (reached: (grade: Grade) => boolean) => matrix.grades.find(reached);
  return [
    impact.coreFunction === undefined ? undefined : first((grade) => grade.coreFunction === impact.coreFunction),
    impact.usersPercent === undefined
      ? undefined
      : first((grade) => at(impact.usersPercent as number, grade.usersPercentFrom, false, grade.usersShared)),
    impact.rows === undefined ? undefined : first((grade) => (impact.rows as number) >= grade.rowsFrom),
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
