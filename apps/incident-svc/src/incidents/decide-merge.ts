import type { BodyOf } from '@weibao/messages';
import {
  beforeReportFaults,
  futureFaults,
  mergedAway,
  refused,
  unknownIncident,
  type CommandContext,
  type Decision,
} from './command-context.js';
import type { CommandFault } from '@weibao/service-kit';

/**
 * Merged incidents are one, under `into`. Neither may have been merged away already, so that merges never form a circle;
 * since that rests on two incidents at once, it is decided on an unmoved head.
 */
export function decideMerge(context: CommandContext, body: BodyOf<'incident.merge'>): Decision {
  const { incident, into } = body;
  const from = context.record.incident(incident);
  const target = context.record.incident(into);
  const faults: CommandFault[] = [...futureFaults(context, 'at', body.at)];
  if (!from) faults.push(unknownIncident(context, incident));
  else if (from.mergedInto !== null) faults.push(mergedAway(from));
  else faults.push(...beforeReportFaults(from, { zh: '合并', en: 'merging' }, body.at));
  if (incident === into) faults.push(selfFault(incident));
  else if (!target) faults.push(unknownIncident(context, into, 'into'));
  else if (target.mergedInto !== null) faults.push(mergedAway(target, 'into'));
  else if (from && (from.report.drill ?? false) !== (target.report.drill ?? false))
    faults.push(drillFault(incident, into));
  if (faults.length) return refused(...faults);
  return {
    ok: true,
    fact: {
      type: 'incident.merged',
      ...(body.at === undefined ? {} : { at: body.at }),
      by: context.by,
      incident,
      into,
    },
    result: { incident, into },
    headUnmoved: true,
  };
}

const selfFault = (incident: string): CommandFault => ({
  code: 'INCIDENT.MERGE_SELF',
  place: 'into',
  zh: `事件 ${incident} 不能并入它自己。请选择另一事件。`,
  en: `Incident ${incident} cannot be merged into itself. Choose another incident.`,
});

const drillFault = (incident: string, into: string): CommandFault => ({
  code: 'INCIDENT.MERGE_DRILL',
  place: 'into',
  zh: `事件 ${incident} 与 ${into} 一个是演练、一个不是，不能合并。请核对编号。`,
  en: `One of ${incident} and ${into} is a drill and the other is not; they cannot be merged. Check the numbers.`,
});
