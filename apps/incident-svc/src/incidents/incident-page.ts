import { parseInstant } from '@weibao/exchange';
import type { BodyOf, IncidentPage, IncidentView } from '@weibao/messages';
import { sameName } from '@weibao/contract-terms';
import { byReport } from './incident-order.js';

/** Room for a list in a message of 256 KB, beside the envelope. */
export const LIST_BYTES = 200 * 1024;

/** Whether a listed incident is one that is asked for; `from` is inside, `to` is not. */
export function wanted(view: IncidentView, body: BodyOf<'incident.list'>): boolean {
  const reportedMs = parseInstant(view.reportedAt) ?? 0;
  return (
    isIn(body.state, view) &&
    (body.level === undefined || view.level === body.level) &&
    (body.system === undefined || (view.system !== null && sameName(view.system, body.system))) &&
    (body.from === undefined || reportedMs >= (parseInstant(body.from) ?? 0)) &&
    (body.to === undefined || reportedMs < (parseInstant(body.to) ?? 0))
  );
}

/** What is closed may still wait for a report that the contract wants; a drill owes none. */
function isIn(state: BodyOf<'incident.list'>['state'], { open, nextDueAt, drill }: IncidentView): boolean {
  if (state === 'all') return true;
  if (state === 'owing') return !open && nextDueAt !== null && !drill;
  return open === (state === 'open');
}

/**
 * One page, latest report first. `after` is the `next` of the page before: the last incident of it, so that a page stays right when others are reported
 * meanwhile. A page ends early when its message is full.
 */
export function pageOf(views: readonly IncidentView[], after: string | undefined, limit: number): IncidentPage {
  const latestFirst = [...views].sort((a, b) => byReport(b, a));
  const start = after === undefined ? 0 : latestFirst.findIndex((view) => isAfter(view, after));
  const incidents = start < 0 ? [] : fitting(latestFirst.slice(start), limit);
  const last = incidents[incidents.length - 1];
  const more = start >= 0 && start + incidents.length < latestFirst.length;
  return { incidents, next: more && last ? cursorOf(last) : null };
}

const CURSOR = /^\d{1,15}\|./;

/** Whether a text is the `next` of some page. */
export const isCursor = (text: string): boolean => CURSOR.test(text);

const cursorOf = (view: IncidentView): string => `${parseInstant(view.reportedAt) ?? 0}|${view.incident}`;

/** Whether a view comes after the cursor, latest first. */
function isAfter(view: IncidentView, cursor: string): boolean {
  const bar = cursor.indexOf('|');
  const [cursorMs, cursorIncident] = [Number(cursor.slice(0, bar)), cursor.slice(bar + 1)];
  const reportedMs = parseInstant(view.reportedAt) ?? 0;
  return reportedMs < cursorMs || (reportedMs === cursorMs && view.incident < cursorIncident);
}

/** As many from the start as are asked for and fit a message; one at least. */
function fitting(views: readonly IncidentView[], limit: number): IncidentView[] {
  const taken: IncidentView[] = [];
  let bytes = 0;
  for (const view of views) {
    bytes += Buffer.byteLength(JSON.stringify(view)) + 1;
    if (taken.length >= limit || (bytes > LIST_BYTES && taken.length > 0)) break;
    taken.push(view);
  }
  return taken;
}
