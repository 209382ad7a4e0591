import type { DutyProof, DutyRecord, Stage } from '@weibao/exchange';
import { lineOf, type ClockLine } from './clock-line.js';
import { proofOfRectification, proofOf } from './duty-proof.js';
import { inRecordOrder } from './record-order.js';
import { acceptancesOf } from './acceptances.js';
import { countersOf } from './counters.js';
import { metricsOf } from './metrics.js';
import { stateOf } from './contract-end.js';
import type { Input } from './state.js';

/** The clocks of a contract alone, the same records as in the whole outcome, with what a screen needs beside them. */
export function settleClocks(input: Input): { clocks: ClockLine[]; changesAtMs: number | null } {
  const state = stateOf(input);
  const clocks = inRecordOrder(input.terms)(state.clocks.map(lineOf));
  return { clocks, changesAtMs: state.moment.changesAtMs };
}

export interface DutyLine extends DutyRecord {
  titleZh: string;
  titleEn: string;
  owedBy: 'vendor' | 'hospital';
  proof: DutyProof;
}

/** The duties of a contract alone, the same records as in the whole outcome. */
export function settleDuties(input: Input): { duties: DutyLine[]; changesAtMs: number | null } {
  const state = stateOf(input);
  // Which limit a rectification has depends on the criteria that were missed; the metrics are needed for nothing else here.
  const opinions = state.book.history.of('acceptance.notified');
  const metrics = opinions.length > 0 ? metricsOf(state, countersOf(state)) : [];
  const rectification = acceptancesOf(state, metrics).flatMap((acceptance) =>
    acceptance.rectification.map(({ record, owedBy }) => ({
      ...record,
      titleZh: owedBy === 'vendor' ? '整改并申请复验' : '组织复验',
      titleEn: owedBy === 'vendor' ? 'Rectify and apply again' : 'Look again',
      owedBy,
      proof: proofOfRectification(owedBy, acceptance.record.year),
    })),
  );
  const duties = state.duties.map((duty) => ({
    ...duty.record,
    titleZh: duty.titleZh,
    titleEn: duty.titleEn,
    owedBy: duty.owedBy,
    proof: proofOf(state.book, duty),
  }));
  return { duties: inRecordOrder(input.terms)([...duties, ...rectification]), changesAtMs: state.moment.changesAtMs };
}

/** An incident as the record knows it now. */
export interface IncidentSummary {
  incident: string;
  level: string | null;
  system: string | null;
  subsystem: string | null;
  department: string | null;
  summary: string | null;
  reportedAtMs: number;
  open: boolean;
  mergedInto: string | null;
  members: readonly string[];
  drill: boolean;
  inTerm: boolean;
  stages: ReadonlyMap<Stage, { atMs: number; id?: string | undefined; unconfirmed: boolean }>;
}

export function incidentStates(input: Input): IncidentSummary[] {
  const state = stateOf(input);
  return state.incidents.map((incident) => ({
    incident: incident.incident,
    level: incident.level,
    system: incident.system,
    subsystem: incident.subsystem,
    department: incident.department,
    summary: incident.summary,
    reportedAtMs: incident.reportedAtMs,
    open: incident.open,
    mergedInto: incident.mergedInto,
    members: incident.members,
    drill: incident.drill,
    inTerm: state.book.inTerm(incident.reportedAtMs),
    stages: incident.stages,
  }));
}
