import { factSchema, faultsOf, parseInstant, type Stage } from '@weibao/exchange';
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
  type NewFact,
} from './command-context.js';
import { levelFaults } from './decide-report.js';
import type { IncidentEntries } from '../records/record-lookup.js';
import { readable, type CommandFault } from '@weibao/service-kit';
import { isOfPlace } from './reporter-place.js';
import { stageNames } from './stage-names.js';

/** Only the hospital can say these: its own request, and its own consent. */
const hospitalsOwn: ReadonlySet<Stage> = new Set<Stage>(['onsite-requested', 'confirmed']);
/** These may follow the closing of an incident. */
const afterClosing: ReadonlySet<Stage> = new Set<Stage>(['closed', 'confirmed', 'feedback-given']);

/** The incident that a command is about, or why there is none to work on. */
function found(context: CommandContext, incident: string): IncidentEntries | CommandFault {
  const entries = context.record.incident(incident);
  if (!entries || (context.place && !isOfPlace(context.record, incident, context.place)))
    return unknownIncident(context, incident);
  return entries.mergedInto === null ? entries : mergedAway(entries);
}
const isFault = (value: IncidentEntries | CommandFault): value is CommandFault => 'code' in value;

const accepted = (fact: NewFact, incident: string, headUnmoved = false): Decision => ({
  ok: true,
  fact,
  result: { incident },
  headUnmoved,
});

const at = (body: { at?: string | undefined }): { at?: string } => (body.at === undefined ? {} : { at: body.at });

export function decideStage(context: CommandContext, body: BodyOf<'incident.stage'>): Decision {
  const entries = found(context, body.incident);
  const future = futureFaults(context, 'at', body.at);
  if (isFault(entries)) return refused(entries, ...future);
  const name = stageNames[body.stage];
  const faults = [
    ...future,
    ...beforeReportFaults(entries, name, body.at),
    ...(afterClosing.has(body.stage) ? [] : closedFaults(context, entries, name, body.at)),
    ...stageTwiceFaults(entries, body.stage),
    ...hospitalsOwnFaults(context, body.stage),
  ];
  if (faults.length) return refused(...faults);
  const type = `incident.${body.stage}` as const;
  return accepted({ type, ...at(body), by: context.by, incident: body.incident }, body.incident);
}

function stageTwiceFaults(entries: IncidentEntries, stage: Stage): CommandFault[] {
  const first = entries.stages.get(stage);
  if (!first) return [];
  const name = stageNames[stage];
  return [
    {
      code: 'INCIDENT.STAGE_TWICE',
      place: 'stage',
      zh: `事件 ${entries.incident} 的“${name.zh}”已记录为 ${readable(first.at)}（记录 ${first.id}）。如该记录有误，请先撤销记录 ${first.id} 并写明原因，再重新记录。`,
      en: `The ${name.en} of incident ${entries.incident} is already recorded at ${readable(first.at)} (fact ${first.id}). If that entry is wrong, withdraw fact ${first.id} with the reason, then record it again.`,
    },
  ];
}

function hospitalsOwnFaults(context: CommandContext, stage: Stage): CommandFault[] {
  if (context.by === 'hospital' || !hospitalsOwn.has(stage)) return [];
  const name = stageNames[stage];
  return [
    {
      code: 'INCIDENT.HOSPITAL_ONLY',
      place: 'stage',
      zh: `“${name.zh}”只能由医院记录。请联系医院值班台。`,
      en: `Only the hospital records the ${name.en}. Ask its duty desk.`,
    },
  ];
}

export function decideGrade(context: CommandContext, body: BodyOf<'incident.grade'>): Decision {
  const entries = found(context, body.incident);
  const shared = [...futureFaults(context, 'at', body.at), ...gradeFaults(context, body)];
  if (isFault(entries)) return refused(entries, ...shared);
  const faults = [...shared, ...beforeReportFaults(entries, { zh: '定级', en: 'grading' }, body.at)];
  if (faults.length) return refused(...faults);
  const { level, impact } = body;
  const said = { ...(level === undefined ? {} : { level }), ...(impact === undefined ? {} : { impact }) };
  return accepted(
    { type: 'incident.graded', ...at(body), by: context.by, incident: body.incident, ...said },
    body.incident,
  );
}

function gradeFaults(context: CommandContext, body: BodyOf<'incident.grade'>): CommandFault[] {
  if (body.level === undefined && Object.keys(body.impact ?? {}).length === 0)
    return [
      {
        code: 'INCIDENT.GRADE_EMPTY',
        place: 'level',
        zh: '定级需要级别（level）或影响（impact）之一。请填写其中一项。',
        en: 'A grading needs a level or an impact. Give one of them.',
      },
    ];
  const candidate = { type: 'incident.graded', at: readableNow, incident: body.incident, impact: body.impact };
  const parsed = factSchema.safeParse(candidate);
  const impactFaults = parsed.success ? [] : faultsOf(parsed.error);
  return [
    ...levelFaults(context, body.level),
    ...impactFaults.map((fault) => ({
      code: 'INCIDENT.BAD_IMPACT',
      place: fault.place,
      zh: `影响描述有误：${fault.place}：${fault.message}。请按格式填写。`,
      en: `The impact is not usable: ${fault.place}: ${fault.message}.`,
    })),
  ];
}
/** Any instant will do: only the impact is being checked. */
const readableNow = '2026-01-01T00:00:00+08:00';

export function decideEstimate(context: CommandContext, body: BodyOf<'incident.estimate'>): Decision {
  const what = { zh: '预计恢复时间', en: 'estimate' };
  const entries = found(context, body.incident);
  const future = futureFaults(context, 'at', body.at);
  if (isFault(entries)) return refused(entries, ...future);
  const faults = [
    ...future,
    ...beforeReportFaults(entries, what, body.at),
    ...closedFaults(context, entries, what, body.at),
    ...estimatePastFaults(context, body),
  ];
  if (faults.length) return refused(...faults);
  return accepted(
    { type: 'incident.estimated', ...at(body), by: context.by, incident: body.incident, restoreBy: body.restoreBy },
    body.incident,
  );
}

function estimatePastFaults(context: CommandContext, body: BodyOf<'incident.estimate'>): CommandFault[] {
  const madeMs = (body.at === undefined ? null : parseInstant(body.at)) ?? context.nowMs;
  const restoreByMs = parseInstant(body.restoreBy);
  if (restoreByMs === null || restoreByMs >= madeMs) return [];
  return [
    {
      code: 'INCIDENT.ESTIMATE_PAST',
      place: 'restoreBy',
      zh: `预计恢复时间 ${readable(restoreByMs)} 早于作出估计的时间 ${readable(madeMs)}。请核对；已恢复的请记录“恢复”。`,
      en: `The estimated restoration ${readable(restoreByMs)} lies before the estimate itself, ${readable(madeMs)}. Check it; if service is back, record the restoration.`,
    },
  ];
}

export function decideCause(context: CommandContext, body: BodyOf<'incident.cause'>): Decision {
  const entries = found(context, body.incident);
  const future = futureFaults(context, 'at', body.at);
  if (isFault(entries)) return refused(entries, ...future);
  const faults = [...future, ...beforeReportFaults(entries, { zh: '原因认定', en: 'finding of the cause' }, body.at)];
  if (faults.length) return refused(...faults);
  const { incident, cause, problem } = body;
  const said = { incident, cause, ...(problem === undefined ? {} : { problem }) };
  return accepted({ type: 'incident.caused', ...at(body), by: context.by, ...said }, incident);
}
