import { parseInstant } from '@weibao/exchange';
import type { BodyOf } from '@weibao/messages';
import {
  beforeReportFaults,
  closedFaults,
  futureFaults,
  mergedAway,
  refused,
  unknownIncident,
  type CommandContext,
  type Decision,
} from './command-context.js';
import type { IncidentEntries } from '../records/record-lookup.js';
import { readable, type CommandFault } from '@weibao/service-kit';

const names = {
  started: { zh: '等待医院开始', en: 'wait on the hospital' },
  ended: { zh: '等待医院结束', en: 'end of the wait on the hospital' },
};

/** Waits on the hospital follow one another: a start, its end, the next start. Decided on an unmoved head. */
export function decideWait(context: CommandContext, body: BodyOf<'incident.wait'>): Decision {
  const future = futureFaults(context, 'at', body.at);
  const entries = context.record.incident(body.incident);
  if (!entries) return refused(unknownIncident(context, body.incident), ...future);
  if (entries.mergedInto !== null) return refused(mergedAway(entries), ...future);
  const what = names[body.change];
  const atMs = (body.at === undefined ? null : parseInstant(body.at)) ?? context.nowMs;
  const faults = [
    ...future,
    ...beforeReportFaults(entries, what, body.at),
    // A wait that is still running may be ended after the closing; none may start.
    ...(body.change === 'started' ? closedFaults(context, entries, what, body.at) : []),
    ...(body.change === 'started' ? startFaults(entries, atMs) : endFaults(entries, atMs)),
  ];
  if (faults.length) return refused(...faults);
  return {
    ok: true,
    fact: {
      type: `incident.wait-${body.change}`,
      ...(body.at === undefined ? {} : { at: body.at }),
      by: context.by,
      incident: body.incident,
      on: 'hospital',
    },
    result: { incident: body.incident },
    headUnmoved: true,
  };
}

function startFaults(entries: IncidentEntries, atMs: number): CommandFault[] {
  const { incident, waiting, waitEnded } = entries;
  if (waiting)
    return [
      {
        code: 'INCIDENT.WAIT_RUNNING',
        place: 'change',
        zh: `事件 ${incident} 自 ${readable(waiting.at)} 起已在等待医院（记录 ${waiting.id}）。请先记录等待结束；该记录有误请撤销。`,
        en: `Incident ${incident} has been waiting on the hospital since ${readable(waiting.at)} (fact ${waiting.id}). Record the end of that wait first, or withdraw the fact.`,
      },
    ];
  const endedMs = waitEnded ? parseInstant(waitEnded.at) : null;
  if (waitEnded === null || endedMs === null || atMs >= endedMs) return [];
  return [
    {
      code: 'INCIDENT.WAIT_OVERLAPS',
      place: 'at',
      zh: `等待开始 ${readable(atMs)} 早于上一次等待的结束 ${readable(endedMs)}（记录 ${waitEnded.id}）。请核对时间；上一次有误请先撤销。`,
      en: `The wait would start at ${readable(atMs)}, before the last one ended at ${readable(endedMs)} (fact ${waitEnded.id}). Check the time, or withdraw the earlier entry first.`,
    },
  ];
}

function endFaults(entries: IncidentEntries, atMs: number): CommandFault[] {
  const { incident, waiting } = entries;
  if (!waiting)
    return [
      {
        code: 'INCIDENT.WAIT_NOT_STARTED',
        place: 'change',
        zh: `事件 ${incident} 当前没有未结束的“等待医院”。请先记录等待开始。`,
        en: `Incident ${incident} is not waiting on the hospital. Record the start of the wait first.`,
      },
    ];
  const startedMs = parseInstant(waiting.at);
  if (startedMs === null || atMs >= startedMs) return [];
  return [
    {
      code: 'INCIDENT.WAIT_ENDS_BEFORE_START',
      place: 'at',
      zh: `等待结束 ${readable(atMs)} 早于等待开始 ${readable(startedMs)}（记录 ${waiting.id}）。请核对时间。`,
      en: `The wait would end at ${readable(atMs)}, before it started at ${readable(startedMs)} (fact ${waiting.id}). Check the time.`,
    },
  ];
}
