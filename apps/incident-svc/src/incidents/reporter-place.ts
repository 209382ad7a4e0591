import type { Actor, BodyOf, IncidentDetail, IncidentView, Reply } from '@weibao/messages';
import { refuse } from '@weibao/service-kit';
import type { RecordLookup } from '../records/record-lookup.js';

/** Where a reporter belongs. Of an account that names both, a report must name both. */
export interface Place {
  institution?: string;
  department?: string;
}

/** Null for everybody whose view is not narrowed to a place. A reporter without a place sees nothing at all. */
export function placeOf(actor: Actor): Place | null {
  if (actor.role !== 'reporter') return null;
  const { institution, department } = actor;
  return { ...(institution === undefined ? {} : { institution }), ...(department === undefined ? {} : { department }) };
}

/** Whether an incident was reported for the place. A report that was withdrawn is nobody's. */
export function isOfPlace(record: RecordLookup, incident: string, place: Place): boolean {
  const report = record.incident(incident)?.report;
  const named = Object.entries(place);
  return report !== undefined && named.length > 0 && named.every(([field, value]) => report[field] === value);
}

/**
 * The incident as the place may see it. One that stands for a merged report of the place is shown with its stages and deadlines, but not with what
 * others wrote in theirs. Null: nothing of the place is in it.
 */
export function asSeenFrom<View extends IncidentView | IncidentDetail>(
  place: Place | null,
  record: RecordLookup,
  members: readonly string[],
  view: View,
): View | null {
  if (place === null || isOfPlace(record, view.incident, place)) return place === null ? view : ownHistory(view);
  if (!members.some((member) => isOfPlace(record, member, place))) return null;
  return ownHistory({ ...view, department: null, summary: null });

  function ownHistory(shown: View): View {
    if (place === null || !('history' in shown)) return shown;
    const isOwn = (incident: unknown) => typeof incident === 'string' && isOfPlace(record, incident, place);
    const hidden = shown.history.filter(({ fact, type }) => type === 'incident.reported' && !isOwn(fact['incident']));
    const hiddenIds = new Set<unknown>(hidden.map(({ id }) => id));
    // With a report go the notes of those who corrected it.
    const history = shown.history.filter(({ id, fact }) => !hiddenIds.has(id) && !hiddenIds.has(fact['fact']));
    return { ...shown, history };
  }
}

/** What a reporter may not say although the desk may; null when all of it is theirs to say. */
export function beyondReporter(actor: Actor, body: BodyOf<'incident.report'>): Reply<never> | null {
  const place = placeOf(actor);
  if (place === null) return null;
  const foreign = (['institution', 'department'] as const).some(
    (field) => body[field] !== undefined && body[field] !== place[field],
  );
  if (!foreign && body.incident === undefined && body.follows === undefined) return null;
  return refuse(
    'ACCESS.NOT_YOUR_PLACE',
    '报修账号只能为本机构、本科室报修，编号由系统给出，也不能指定前一事件。请去掉这些内容，或请值班台登记。',
    'A reporter reports for its own institution and department; the number is given by the system and no incident before is named. Leave these out, or ask the duty desk to record it.',
  );
}

/** The one stage that is the reporter's: that it works again where the fault was. */
export function notTheirStage(actor: Actor, stage: string): Reply<never> | null {
  if (actor.role !== 'reporter' || stage === 'confirmed') return null;
  return refuse(
    'ACCESS.STAGE_NOT_YOURS',
    '报修账号只能确认恢复（confirmed），其他阶段由值班台或维保商记录。',
    'A reporter records the confirmation (confirmed) and no other stage; these are the duty desk’s or the vendor’s.',
  );
}
