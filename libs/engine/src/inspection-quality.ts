import { dayOf } from '@weibao/calendar';
import type { MetricRule } from '@weibao/contract-terms';
import type { Known } from './history.js';
import { readingsIn } from './marks.js';
import type { Duty } from './owed-duty.js';
import { holds, type Period } from './periods.js';
import type { Rate } from './rates.js';
import type { State } from './state.js';

type Rule = Extract<MetricRule, { kind: 'inspection-quality' }>;

/**
 * JH-3.2-ASSESSQ, how well inspections were done: those that looked at every area of their checklist and whose report came in time ÷ those owed in the
 * period, done or overdue. One that may still be done counts when it is, or is overdue, or its report is.
 */
export function inspectionQuality(state: State, rule: Rule, period: Period): Rate {
  const owed = state.duties.filter(
    (duty) =>
      rule.duties.includes(duty.clause) &&
      duty.period !== null &&
      holds(period, duty.period.lastDay) &&
      ['done', 'late', 'overdue'].includes(duty.record.status),
  );
  const judged = owed.map((duty) =>
    duty.proof === null ? false : isWell(state, duty.proof, reportOf(state, rule, duty)),
  );
  return {
    done: judged.filter((well) => well === true).length,
    owed: judged.filter((well) => well !== 'open').length,
    known: !judged.includes(null),
    missing: ['inspection.areas'],
    unconfirmed: owed.some(({ record }) => record.unconfirmed === true),
    readings: readingsIn(
      [...owed, ...owed.flatMap((duty) => reportOf(state, rule, duty) ?? [])].map(({ record }) => record),
    ),
  };
}

/** The report that is owed for the inspection by which a duty was done. */
const reportOf = (state: State, rule: Rule, { proof }: Duty): Duty | undefined =>
  proof?.type === 'inspection.ended'
    ? state.duties.find(({ clause, record }) => clause === rule.report && record.subject === proof.inspection)
    : undefined;

/** Null while nobody said what was looked at; open while its report may still come in time. */
function isWell(state: State, proof: Known, report: Duty | undefined): boolean | null | 'open' {
  if (proof.type !== 'inspection.ended') return null;
  const { kind, areas } = proof;
  const { terms } = state.book.on(dayOf(proof.atMs));
  const wanted = terms.checklists
    .filter(({ inspections }) => kind !== undefined && inspections.includes(kind))
    .flatMap((list) => list.areas.map(({ area }) => area));
  if (report && (report.record.status === 'late' || report.record.status === 'overdue')) return false;
  if (wanted.length > 0 && areas === undefined) return null;
  if (!wanted.every((area) => areas?.includes(area))) return false;
  return report && report.record.status !== 'done' ? 'open' : true;
}
