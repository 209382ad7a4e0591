import { systemInScope } from '@weibao/contract-terms';
import { parseInstant } from '@weibao/exchange';
import type { BodyOf } from '@weibao/messages';
import { futureFaults, refused, unknownIncident, type CommandContext, type Decision } from './command-context.js';
import { nextIncidentNumber } from './incident-number.js';
import { readable, type CommandFault } from '@weibao/service-kit';

/** Whether a report may be stored, and under which number. */
export function decideReport(context: CommandContext, body: BodyOf<'incident.report'>): Decision {
  const { at, incident, ...said } = body;
  const atMs = (at === undefined ? null : parseInstant(at)) ?? context.nowMs;
  const faults = [
    ...futureFaults(context, 'at', at),
    ...occurredFaults(context, body.occurredAt, atMs),
    ...scopeFaults(context, body.system, body.subsystem),
    ...levelFaults(context, body.level),
    ...(body.follows !== undefined && !context.record.incident(body.follows)
      ? [unknownIncident(context, body.follows, 'follows')]
      : []),
    ...existsFaults(context, incident),
  ];
  if (faults.length) return refused(...faults);
  const number = incident ?? nextIncidentNumber(context.record.numbersGiven(), atMs);
  return {
    ok: true,
    fact: { type: 'incident.reported', ...(at === undefined ? {} : { at }), by: context.by, incident: number, ...said },
    result: { incident: number },
    headUnmoved: false,
  };
}

function occurredFaults(context: CommandContext, occurredAt: string | undefined, reportedMs: number): CommandFault[] {
  const future = futureFaults(context, 'occurredAt', occurredAt);
  const ms = occurredAt === undefined ? null : parseInstant(occurredAt);
  if (future.length || ms === null || ms <= reportedMs) return future;
  return [
    {
      code: 'INCIDENT.OCCURRED_AFTER_REPORT',
      place: 'occurredAt',
      zh: `发生时间 ${readable(ms)} 晚于报告时间 ${readable(reportedMs)}。请核对这两个时间。`,
      en: `The fault is said to have occurred at ${readable(ms)}, after its report at ${readable(reportedMs)}. Check both times.`,
    },
  ];
}

/** Outside the list is refused, unless the contract leaves it to a ruling: then the incident runs and is marked so. */
function scopeFaults(context: CommandContext, system: string, subsystem: string | undefined): CommandFault[] {
  if (systemInScope(context.terms, system, subsystem) !== 'out') return [];
  const named = subsystem === undefined ? `“${system}”` : `“${system} / ${subsystem}”`;
  return [
    {
      code: 'INCIDENT.SYSTEM_OUT_OF_SCOPE',
      place: 'system',
      zh: `系统${named}不在合同 ${context.contract}（${context.terms.nameZh}）的维保范围内，事件未登记。请从该合同的系统清单中选择，或查明该系统属于哪一份合同。`,
      en: `System ${system}${subsystem === undefined ? '' : ` / ${subsystem}`} is not in the scope of contract ${context.contract} (${context.terms.nameEn}); nothing was recorded. Choose a system of this contract, or find the contract that covers it.`,
    },
  ];
}

/** A level must be one that the contract knows. */
export function levelFaults(context: CommandContext, level: string | undefined, place = 'level'): CommandFault[] {
  const levels = context.terms.levels;
  if (level === undefined || levels.some((known) => known.level === level)) return [];
  const listZh = levels.map((known) => `${known.level}（${known.nameZh}）`).join('、');
  const listEn = levels.map((known) => `${known.level} (${known.nameEn})`).join(', ');
  return [
    {
      code: 'INCIDENT.LEVEL_UNKNOWN',
      place,
      zh: levels.length
        ? `合同 ${context.contract} 没有级别“${level}”。可用的级别：${listZh}。`
        : `合同 ${context.contract} 不分级别。请不填级别。`,
      en: levels.length
        ? `Contract ${context.contract} has no level "${level}". Its levels are ${listEn}.`
        : `Contract ${context.contract} knows no levels. Leave the level out.`,
    },
  ];
}

function existsFaults(context: CommandContext, incident: string | undefined): CommandFault[] {
  const entries = incident === undefined ? undefined : context.record.incident(incident);
  if (!entries) return [];
  return [
    {
      code: 'INCIDENT.EXISTS',
      place: 'incident',
      zh: `事件 ${incident} 已于 ${readable(entries.report.at)} 报告过（记录 ${entries.report.id}）。新的故障请不填编号，由系统编号；报告有误请先撤销该记录。`,
      en: `Incident ${incident} was reported at ${readable(entries.report.at)} (fact ${entries.report.id}). Leave the number out for a new fault; if the report is wrong, withdraw that fact first.`,
    },
  ];
}
