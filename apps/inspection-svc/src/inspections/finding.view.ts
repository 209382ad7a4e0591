import { dateFromDay, dayOf } from '@weibao/calendar';
import type { InspectionFinding } from '@weibao/messages';
import type { StandingFacts } from '@weibao/service-kit';

/** The findings of a contract as their facts leave them, in the order in which they were noted. A closing that the hospital refused closes nothing. */
export function findingsOf(standing: StandingFacts, nowMs: number): InspectionFinding[] {
  const today = dateFromDay(dayOf(nowMs));
  const closed = byFinding(standing.of('inspection.finding-closed'));
  const verified = byFinding(standing.of('inspection.finding-verified'));
  return byTime(standing.of('inspection.finding-noted')).map((fact) => {
    const looks = byTime(verified.get(fact.finding) ?? []);
    const refusedAt = looks.filter(({ passed }) => passed !== true).at(-1)?.at ?? null;
    const verifiedAt = looks.find(({ passed, at }) => passed === true && (refusedAt === null || at > refusedAt))?.at;
    const closedAt = byTime(closed.get(fact.finding) ?? []).find(({ at }) => refusedAt === null || at > refusedAt)?.at;
    const dueOn = fact.dueOn ?? null;
    return {
      finding: fact.finding,
      inspection: fact.inspection ?? null,
      area: fact.area ?? null,
      risk: fact.risk ?? null,
      summary: fact.summary ?? null,
      advice: fact.note ?? null,
      dueOn,
      status:
        verifiedAt !== undefined
          ? 'verified'
          : closedAt !== undefined
            ? 'closed'
            : dueOn !== null && dueOn < today
              ? 'overdue'
              : 'open',
      notedAt: fact.at,
      closedAt: closedAt ?? null,
      verifiedAt: verifiedAt ?? null,
      refusedAt,
    };
  });
}

function byFinding<F extends { finding: string }>(facts: readonly F[]): Map<string, F[]> {
  const groups = new Map<string, F[]>();
  for (const fact of facts) groups.set(fact.finding, [...(groups.get(fact.finding) ?? []), fact]);
  return groups;
}

/** Instants of our record are all +08:00: text order is time order. */
const byTime = <F extends { at: string }>(facts: readonly F[]): F[] =>
  [...facts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
