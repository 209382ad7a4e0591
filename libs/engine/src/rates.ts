import { dayFromDate, dayOf, startOfDay } from '@weibao/calendar';
import { isAsAsked } from './backup-duties.js';
import { isCovered } from './incidents.js';
import { readingsIn } from './marks.js';
import type { Duty } from './owed-duty.js';
import { endsAt, holds, within, type Period } from './periods.js';
import { slipOf } from './sealed-papers.js';
import type { State } from './state.js';

/** What was done of what was owed; `known` unless the period holds no fact of the kind. `missing` is what it lacks where it is not. */
export interface Rate {
  done: number;
  owed: number;
  known: boolean;
  missing: string[];
  unconfirmed?: boolean;
  readings?: readonly string[]; // by which what was owed was owed, and done
}

/** A shift that was handed over is signed by the two who were on duty: work of every day, which tells nothing about a plan. */
const HANDOVER = 'handover';

/** Done and signed by the hospital ÷ planned; while the period runs, of what has fallen due or been done. */
export function plannedDuties(state: State, clause: string, period: Period): Rate {
  const { history, moment } = state.book;
  const final = moment.reached(endsAt(period));
  const counted = (dueMs: number | null, done: boolean) => final || done || (dueMs !== null && moment.asOfMs >= dueMs);
  // Meetings, training or error fixes that are dated under a clause of their own are no yearly plan.
  const elsewhere = new Set(
    state.book.terms.duties.flatMap((rule) => (rule.kind === 'planned' && rule.clause !== clause ? rule.duties : [])),
  );
  const plan = history.of('duty.planned').filter((fact) => {
    if (fact.kind !== undefined && elsewhere.has(fact.kind)) return false;
    const day = fact.dueOn === undefined ? dayOf(fact.atMs) : dayFromDate(fact.dueOn);
    return day !== null && holds(period, day);
  });
  // B-30: the year's plan says what is planned; without one, what the contract itself fixes.
  const duties = state.duties.filter(
    (duty) =>
      plan.length === 0 &&
      duty.planned &&
      duty.record.status !== 'not-recorded' &&
      duty.period !== null &&
      holds(period, duty.period.firstDay) &&
      counted(duty.dueMs, duty.proof !== null),
  );
  const planned = new Map<string, { dueMs: number | null }>();
  for (const fact of plan) {
    const day = fact.dueOn === undefined ? dayOf(fact.atMs) : (dayFromDate(fact.dueOn) as number);
    planned.set(fact.duty, { dueMs: startOfDay(day + 1) });
  }
  const done = new Set(history.of('duty.done').map((fact) => fact.duty));
  const inspected = new Set(history.of('inspection.ended').map((fact) => fact.inspection));
  const signed = new Set(
    history
      .of('duty.signed')
      .filter((fact) => fact.by !== 'vendor')
      .map((fact) => fact.duty),
  );
  const own = [...planned].filter(([key, { dueMs }]) => counted(dueMs, done.has(key)));
  const known =
    duties.some((duty) => duty.proof !== null) ||
    planned.size > 0 ||
    within(history.of('duty.signed'), period).some(({ kind }) => kind !== HANDOVER) ||
    within(history.of('inspection.ended'), period).length > 0;
  return {
    done:
      duties.filter((duty) => duty.proof !== null && duty.signed).length +
      own.filter(([key]) => (done.has(key) || inspected.has(key)) && signed.has(key)).length,
    owed: duties.length + own.length,
    known,
    missing: ['inspection.ended', 'duty.planned', 'duty.signed'],
    readings: readingsIn(duties.map(({ record }) => record)),
  };
}

export function demands(state: State, classes: readonly string[], period: Period): Rate {
  const agreed = state.demands.filter(
    (demand) =>
      demand.agreedAtMs !== null &&
      holds(period, dayOf(demand.agreedAtMs)) &&
      (demand.class === null || classes.includes(demand.class)),
  );
  return {
    done: agreed.filter((demand) => demand.accepted !== null).length,
    owed: agreed.length,
    known: true,
    missing: ['demand.agreed'],
  };
}

export function defects(state: State, period: Period): Rate {
  const { history } = state.book;
  const closed = new Set(
    history
      .of('defect.closed')
      .filter((fact) => fact.by !== 'vendor' || history.isConfirmed(fact))
      .map((fact) => fact.defect),
  );
  const confirmed = new Set(within(history.of('defect.confirmed'), period).map((fact) => fact.defect));
  return {
    done: [...confirmed].filter((key) => closed.has(key)).length,
    owed: confirmed.size,
    known: true,
    missing: ['defect.confirmed'],
  };
}

export function securityTasks(state: State, period: Period): Rate {
  const { history } = state.book;
  const verified = new Set(
    history
      .of('security-task.verified')
      .filter((fact) => fact.by !== 'vendor' || history.isConfirmed(fact))
      .map((fact) => fact.task),
  );
  const ordered = new Set(within(history.of('security-task.ordered'), period).map((fact) => fact.task));
  return {
    done: [...ordered].filter((key) => verified.has(key)).length,
    owed: ordered.size,
    known: true,
    missing: ['security-task.ordered'],
  };
}

/** Faults of the period that were put right, by now, of those reported in it. */
export function resolutions(state: State, period: Period): Rate {
  const reported = state.incidents.filter(
    (incident) => !incident.drill && holds(period, dayOf(incident.reportedAtMs)) && isCovered(state.book, incident),
  );
  const resolved = reported.filter(({ stages }) => ENDS.some((stage) => stages.has(stage)));
  return {
    done: resolved.length,
    owed: reported.length,
    known: true,
    missing: ['incident.reported'],
    unconfirmed: reported.some(({ reportUnconfirmed }) => reportUnconfirmed),
  };
}

const ENDS = ['resolved', 'closed', 'confirmed'] as const;

export function restores(state: State, period: Period): Rate {
  const attempts = within(state.book.history.of('restore.tested'), period);
  return {
    done: attempts.filter((fact) => fact.ok).length,
    owed: attempts.length,
    known: true,
    missing: ['restore.tested'],
  };
}

/** Days with a successful, signed backup in time ÷ days whose backup has fallen due. */
export function backups(state: State, clause: string, period: Period): Rate {
  const { history } = state.book;
  const due = state.duties.filter(
    (duty) =>
      duty.clause === clause &&
      duty.period !== null &&
      holds(period, duty.period.firstDay) &&
      duty.dueMs !== null &&
      duty.record.status !== 'not-recorded' &&
      state.moment.reached(duty.dueMs),
  );
  const byDay = history.grouped('backup.finished', 'day');
  const compliant = ({ key, rule, dueMs }: Duty) =>
    byDay
      .get(key)
      ?.some(
        (fact) =>
          fact.ok !== false &&
          slipOf(history, fact) !== null &&
          fact.atMs < (dueMs as number) &&
          (rule.kind !== 'backup' || isAsAsked(rule, fact)),
      ) === true;
  const known = history.of('backup.finished').some((fact) => holds(period, dayFromDate(fact.day) as number));
  return {
    done: due.filter(compliant).length,
    owed: due.length,
    known,
    missing: ['backup.finished'],
    readings: readingsIn(due.map(({ record }) => record)),
  };
}
