import type { Fact } from '@weibao/exchange';
import type { Draw } from './draw.js';

/** Incidents with stages, gradings, causes, waits and reports; some merged into the first. */
export function randomIncidents(draw: Draw): void {
  const { world, whole, pick, chance, someTime, later, at, add, facts } = draw;
  for (let i = whole(9); i > 0; i -= 1) {
    const incident = `I${i}`;
    const reported = someTime();
    add({
      type: 'incident.reported',
      incident,
      ...at(reported),
      ...(chance(0.9) ? { level: pick(['1', '2', '3', '4'] as const) } : {}),
      system: pick(world.systems),
      ...(chance(0.05) ? { drill: true } : {}),
    });
    for (const stage of [
      'responded',
      'remote-started',
      'remote-failed',
      'onsite-requested',
      'arrived',
      'restored',
      'resolved',
      'closed',
      'fallback-started',
      'feedback-given',
    ] as const)
      if (chance(0.6)) add({ type: `incident.${stage}`, incident, ...at(later(reported, pick([1, 3, 50]))) } as Fact);
    if (chance(0.3))
      add({
        type: 'incident.graded',
        incident,
        ...at(later(reported, 5)),
        level: pick(['1', '2', '3', '4'] as const),
        impact: { usersPercent: pick([5, 10, 30, 50]), minutes: pick([10, 30, 60, 121]) },
      });
    if (chance(0.5))
      add({
        type: 'incident.caused',
        incident,
        ...at(later(reported, 9)),
        cause: pick(['vendor', 'hospital'] as const),
        problem: pick(['storage', 'network']),
      });
    if (chance(0.2)) add({ type: 'incident.wait-started', incident, ...at(later(reported, 2)), on: 'hospital' });
    if (chance(0.5))
      add({
        type: 'document.filed',
        document: pick(['fault-report', 'rca-report', 'emergency-report', 'event-report']),
        about: incident,
        ...at(later(reported, 60)),
      });
    if (i > 1 && chance(0.1)) add({ type: 'incident.merged', incident, into: 'I1', ...at(later(reported, 4)) });
  }
  if (
    facts.some((fact) => fact.type === 'incident.merged') &&
    !facts.some((fact) => fact.type === 'incident.reported' && fact.incident === 'I1')
  )
    add({ type: 'incident.reported', incident: 'I1', ...at(someTime()), level: '1' });
}
