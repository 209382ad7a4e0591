import type { Fact } from '@weibao/exchange';
import type { DutyView, InspectionView } from '@weibao/messages';
import type { StandingFacts } from '@weibao/service-kit';
import { findingsOf } from './finding.view.js';

/**
 * The inspections of a contract with what they found, newest first. `duties` are the contract's as of now: the report that an inspection owes is one
 * of them, so that its limit here is the one on every other screen.
 */
export function inspectionsOf(
  contract: string,
  standing: StandingFacts,
  duties: readonly DutyView[],
  nowMs: number,
  since?: string,
): InspectionView[] {
  const views = new Map<string, InspectionView>();
  const of = (inspection: string): InspectionView => {
    const known = views.get(inspection);
    if (known) return known;
    const view: InspectionView = { contract, inspection, ...blank(), report: null, findings: [] };
    views.set(inspection, view);
    return view;
  };
  for (const fact of standing.of('inspection.started'))
    Object.assign(of(fact.inspection), said(fact), at('startedAt', fact));
  for (const fact of standing.of('inspection.ended'))
    Object.assign(of(fact.inspection), said(fact), at('endedAt', fact), { areas: fact.areas ?? [] });
  const reports = new Map(duties.flatMap((duty) => (isReport(duty) ? [[duty.subject as string, duty] as const] : [])));
  for (const view of views.values()) {
    const report = reports.get(view.inspection);
    if (report && view.endedAt !== null)
      view.report = {
        clause: report.clause,
        dueOn: report.dueOn ?? null,
        filedAt: report.doneAt,
        status: report.status,
      };
  }
  for (const finding of findingsOf(standing, nowMs)) of(finding.inspection ?? '').findings.push(finding);
  return [...views.values()]
    .filter(
      (view) =>
        since === undefined || lastOf(view) >= since || view.findings.some(({ status }) => status !== 'verified'),
    )
    .sort((a, b) => (lastOf(a) < lastOf(b) ? 1 : lastOf(a) > lastOf(b) ? -1 : 0));
}

const blank = () => ({ kind: null, period: null, startedAt: null, endedAt: null, by: null, areas: [] });

const said = ({ kind, period, by }: { kind?: string | undefined; period?: string | undefined } & Pick<Fact, 'by'>) => ({
  ...(kind === undefined ? {} : { kind }),
  ...(period === undefined ? {} : { period }),
  ...(by === undefined ? {} : { by }),
});
const at = (field: 'startedAt' | 'endedAt', fact: Fact) => ({ [field]: fact.at });

/** Owed for an inspection, as its own subject, by a document. */
const isReport = ({ subject, period, proof }: DutyView): boolean =>
  subject !== undefined && period === undefined && proof.facts[0]?.known['about'] === subject;

const lastOf = ({ endedAt, startedAt, findings }: InspectionView): string =>
  endedAt ?? startedAt ?? findings.at(-1)?.notedAt ?? '';
