import type { ClockLine, IncidentSummary } from '@weibao/engine';
import { parseInstant, type Fact } from '@weibao/exchange';
import type { SubjectGroup, SubjectGroups } from './subject-groups.js';

const DONE: ReadonlySet<ClockLine['status']> = new Set<ClockLine['status']>(['met', 'late', 'waived', 'not-owed']);

/** The groups whose incident is closed, that have clocks, and whose clocks are all done: time alone changes nothing about them. */
export function finishedGroups(
  groups: SubjectGroups,
  clocks: readonly ClockLine[],
  incidents: readonly IncidentSummary[],
  nowMs: number,
): SubjectGroup[] {
  const going = new Set<SubjectGroup | undefined>();
  for (const incident of incidents) if (incident.open) going.add(groups.of(incident.incident));
  for (const clock of clocks) if (!DONE.has(clock.status)) going.add(groups.of(clock.subject));
  const finished = new Set<SubjectGroup>();
  for (const { subject } of clocks) {
    const group = groups.of(subject);
    // An import may bring what is not known yet at this moment.
    if (group && !going.has(group) && group.facts.every((fact) => knownMs(fact) <= nowMs)) finished.add(group);
  }
  return [...finished];
}

const knownMs = (fact: Fact): number => parseInstant(fact.recordedAt ?? fact.at) ?? Number.POSITIVE_INFINITY;
