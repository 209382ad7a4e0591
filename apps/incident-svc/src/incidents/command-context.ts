import { parseInstant, type Fact } from '@weibao/exchange';
import type { Terms } from '@weibao/contract-terms';
import { readable, type CommandFault } from '@weibao/service-kit';
import type { Place } from './reporter-place.js';
import type { IncidentEntries, RecordLookup } from '../records/record-lookup.js';

/** What a command is decided on. The moment is given: the server's clock when the command came. */
export interface CommandContext {
  contract: string;
  terms: Terms;
  record: RecordLookup;
  nowMs: number;
  by: 'hospital' | 'vendor';
  /** Absent unless a reporter asks: to it, an incident of another place is one that does not exist. */
  place?: Place | null;
}

/** A fact as a command makes it: without `at` it happened when it is stored. */
export type NewFact = { type: Fact['type']; at?: string; by: 'hospital' | 'vendor' } & Record<string, unknown>;

/** What a command comes to: one fact, or all that is wrong with it. */
export type Decision =
  | {
      ok: true;
      fact: NewFact;
      /** What the answer says besides the fact's id and instant. */
      result: Record<string, string>;
      /** Decided on several facts at once: to be decided again when the record has grown meanwhile. */
      headUnmoved: boolean;
    }
  | { ok: false; faults: readonly CommandFault[] };

export const refused = (...faults: CommandFault[]): Decision => ({ ok: false, faults });

export const unknownIncident = (context: CommandContext, incident: string, place = 'incident'): CommandFault => ({
  code: 'INCIDENT.UNKNOWN',
  place,
  zh: `合同 ${context.contract} 中没有事件“${incident}”，或其报告已撤销。请核对编号，或先报告事件。`,
  en: `Contract ${context.contract} has no incident "${incident}", or its report was withdrawn. Check the number, or report the incident first.`,
});

export const mergedAway = (entries: IncidentEntries, place = 'incident'): CommandFault => ({
  code: 'INCIDENT.MERGED',
  place,
  zh: `事件 ${entries.incident} 已并入 ${entries.mergedInto}。请改用 ${entries.mergedInto}。`,
  en: `Incident ${entries.incident} was merged into ${entries.mergedInto}. Use ${entries.mergedInto} instead.`,
});

/** What has not happened yet cannot be recorded. */
export function futureFaults(context: CommandContext, place: string, instant: string | undefined): CommandFault[] {
  const ms = instant === undefined ? null : parseInstant(instant);
  if (ms === null || ms <= context.nowMs) return [];
  return [
    {
      code: 'INCIDENT.FUTURE_INSTANT',
      place,
      zh: `时间 ${readable(ms)} 晚于服务器时间 ${readable(context.nowMs)}，尚未发生的事不能记录。请核对时间；不填时间则按服务器时间记录。`,
      en: `${readable(ms)} lies after the server's time ${readable(context.nowMs)}; what has not happened cannot be recorded. Check the time, or leave it out to record now.`,
    },
  ];
}

/** Nothing about an incident happens before its report. Without a time the entry happens now, after any report there is. */
export function beforeReportFaults(
  entries: IncidentEntries,
  what: { zh: string; en: string },
  at?: string,
): CommandFault[] {
  const ms = at === undefined ? null : parseInstant(at);
  const reportedMs = parseInstant(entries.report.at);
  if (ms === null || reportedMs === null || ms >= reportedMs) return [];
  return [
    {
      code: 'INCIDENT.BEFORE_REPORT',
      place: 'at',
      zh: `“${what.zh}”的时间 ${readable(ms)} 早于事件 ${entries.incident} 的报告时间 ${readable(reportedMs)}。请核对时间；如报告时间有误，请撤销记录 ${entries.report.id} 后以同一编号重新报告。`,
      en: `The ${what.en} at ${readable(ms)} lies before the report of ${entries.incident} at ${readable(reportedMs)}. Check the time; if the report's time is wrong, withdraw fact ${entries.report.id} and report again under the same number.`,
    },
  ];
}

/** After its closing nothing more happens to an incident; what happened before and is entered late is welcome. */
export function closedFaults(
  context: CommandContext,
  entries: IncidentEntries,
  what: { zh: string; en: string },
  at: string | undefined,
): CommandFault[] {
  const closing = entries.stages.get('closed');
  const closedMs = closing ? parseInstant(closing.at) : null;
  const ms = at === undefined ? context.nowMs : parseInstant(at);
  if (!closing || closedMs === null || ms === null || ms < closedMs) return [];
  return [
    {
      code: 'INCIDENT.CLOSED',
      place: 'incident',
      zh: `事件 ${entries.incident} 已于 ${readable(closedMs)} 关闭（记录 ${closing.id}），此后不能再记录“${what.zh}”。关闭前发生的请填写当时的时间；关闭有误请先撤销该记录；故障复发请报告新事件并注明前一事件。`,
      en: `Incident ${entries.incident} was closed at ${readable(closedMs)} (fact ${closing.id}); no ${what.en} can follow. If it happened before, give its time; if the closing is wrong, withdraw that fact; if the fault came back, report a new incident that follows this one.`,
    },
  ];
}
